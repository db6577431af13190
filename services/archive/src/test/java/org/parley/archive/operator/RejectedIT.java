package org.parley.archive.operator;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.archive.ByTheLog;
import org.parley.archive.PackagedProfile;
import org.parley.archive.Rows;
import org.parley.archive.Visitor;
import org.parley.contracts.KafkaTopic;
import org.parley.contracts.MessageId;

/** Dead letters on real Kafka, as the bridge and the archive write them. */
@QuarkusTest
@TestProfile(PackagedProfile.class)
class RejectedIT {

    private static final String WHY = "reason=complaint%2017";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ByTheLog log = new ByTheLog(KafkaTopic.REJECTED, "-rejected");

    private Visitor oscar;
    private Visitor alice;
    private Visitor bob;

    @BeforeEach
    void people() {
        oscar = Visitor.withRole("oscar", "operator");
        alice = Visitor.named("alice");
        bob = Visitor.named("bob");
    }

    private String topic() {
        return "chat/" + bob.name() + "/" + alice.name();
    }

    private String letter(String payload) throws Exception {
        return letter(topic(), alice.name(), payload, Instant.now());
    }

    private static String letter(String topic, String from, String payload, Instant at)
            throws Exception {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return JSON.writeValueAsString(
                Map.of(
                        "topic",
                        topic,
                        "from",
                        from,
                        "reason",
                        "PostgreSQL refused it",
                        "receivedAt",
                        at.truncatedTo(ChronoUnit.MICROS).toString(),
                        "size",
                        bytes.length,
                        "payload",
                        Base64.getEncoder().encodeToString(bytes)));
    }

    private void write(String... letters) throws Exception {
        log.write(List.of(letters), letter -> "key", letter -> letter);
    }

    private JsonPath list(String more) {
        return oscar.ok("/operator/rejected?" + WHY + "&user=" + alice.name() + more);
    }

    private long only() {
        JsonPath page = list("&state=all");
        assertThat(page.getList("rejected")).hasSize(1);
        return page.getLong("rejected[0].id");
    }

    private Response replay(Visitor who, long id, String body) {
        return given().auth()
                .oauth2(who.token())
                .contentType(ContentType.JSON)
                .body(body)
                .post("/operator/rejected/" + id + "/replay");
    }

    private Response replay(long id) {
        return replay(oscar, id, "{\"reason\":\"the disk was full\"}");
    }

    private List<Map<String, Object>> audited() {
        return Rows.underTest()
                .of("SELECT * FROM audit WHERE operator = ? ORDER BY id", oscar.name());
    }

    @Test
    void anOperatorSeesWhatWasRefusedAndWhy() throws Exception {
        write(letter("{\"message\":\"first\"}"), letter("not json"));

        JsonPath page = list("");

        assertThat(page.getList("rejected.preview", String.class))
                .containsExactly("not json", "{\"message\":\"first\"}");
        assertThat(page.getString("rejected[0].topic")).isEqualTo(topic());
        assertThat(page.getString("rejected[0].from")).isEqualTo(alice.name());
        assertThat(page.getString("rejected[0].why")).isEqualTo("PostgreSQL refused it");
        assertThat(page.getInt("rejected[0].size")).isEqualTo(8);
        assertThat(page.getString("next")).isNull();
        assertThat(audited())
                .singleElement()
                .satisfies(row ->
                        assertThat(row)
                                .containsEntry("action", "rejected")
                                .containsEntry("reason", "complaint 17")
                                .containsEntry("found", 2L));
    }

    @Test
    void oneHasItsWholePayload() throws Exception {
        String text = "{\"message\":\"" + "ä".repeat(500) + "\"}";
        write(letter(text));
        long id = only();

        assertThat(list("").getString("rejected[0].preview")).hasSize(200);
        JsonPath one = oscar.ok("/operator/rejected/" + id + "?" + WHY);

        assertThat(one.getString("payload")).isEqualTo(text);
        assertThat(one.getBoolean("truncated")).isFalse();
        oscar.problem("/operator/rejected/" + id, 400, "bad-parameter");
        oscar.problem("/operator/rejected/987654321?" + WHY, 404, "not-there");
    }

    @Test
    void aRecordThatKafkaBringsTwiceIsKeptOnce() throws Exception {
        String letter = letter("{\"message\":\"once\"}");

        write(letter, letter);
        write(letter);

        assertThat(list("&state=all").getList("rejected")).hasSize(1);
    }

    @Test
    void whatIsNoDeadLetterHoldsNothingUp() throws Exception {
        write("{\"topic\":", "null", "{}", "{\"payload\":\"\"}", letter("{\"message\":\"after\"}"));

        assertThat(list("").getList("rejected")).hasSize(1);
    }

    @Test
    void pagesGoOnWhereTheOneBeforeEnded() throws Exception {
        write(letter("one"), letter("two"), letter("three"));

        JsonPath first = list("&limit=2");
        JsonPath second = list("&limit=2&cursor=" + first.getString("next"));

        assertThat(first.getList("rejected.preview")).asString().isEqualTo("[three, two]");
        assertThat(second.getList("rejected.preview")).asString().isEqualTo("[one]");
        assertThat(second.getString("next")).isNull();
    }

    @Test
    void whatTheRulesAcceptNowIsArchivedOnceAsAMessageOfThen() throws Exception {
        Instant then = Instant.now().minus(Duration.ofHours(5));
        write(letter(topic(), alice.name(), "{\"message\":\"late but there\"}", then));
        long id = only();

        JsonPath done = replay(id).then().statusCode(200).extract().jsonPath();

        String path = "/conversations/" + done.getString("conversation") + "/messages";
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(bob.ok(path).getList("messages")).hasSize(1));
        JsonPath history = bob.ok(path);
        assertThat(history.getString("messages[0].message")).isEqualTo("late but there");
        assertThat(history.getString("messages[0].from")).isEqualTo(alice.name());
        assertThat(history.getString("messages[0].id")).isEqualTo(done.getString("message"));
        assertThat(Instant.parse(history.getString("messages[0].receivedAt")))
                .isCloseTo(then, within(1, ChronoUnit.SECONDS));
        assertThat(Visitor.problem(replay(id), 409, "already-replayed"))
                .contains(Long.toString(id));
        assertThat(list("").getList("rejected")).isEmpty();
        JsonPath replayed = list("&state=replayed");
        assertThat(replayed.getString("rejected[0].replayed.operator")).isEqualTo(oscar.name());
        assertThat(replayed.getString("rejected[0].replayed.message"))
                .isEqualTo(done.getString("message"));
    }

    @Test
    void whatStillBreaksARuleStaysOpenAndTheTrailSaysThatItWasTried() throws Exception {
        write(letter("{\"from\":\"mallory\",\"message\":\"hi\"}"));
        long id = only();

        String detail = Visitor.problem(replay(id), 422, "rejected-again");

        assertThat(detail).isEqualTo("from is \"mallory\"; the topic says " + alice.name());
        assertThat(list("").getList("rejected")).hasSize(1);
        assertThat(audited())
                .filteredOn(row -> row.get("action").equals("replay-end"))
                .singleElement()
                .satisfies(row ->
                        assertThat(row)
                                .containsEntry("reason", "the disk was full")
                                .containsEntry("failure", "NotReplayed"));
    }

    @Test
    void nobodySpeaksAsAnother() throws Exception {
        write(letter("chat/" + alice.name() + "/" + bob.name(), alice.name(), "{}", Instant.now()));

        Visitor.problem(replay(only()), 422, "not-replayable");
    }

    @Test
    void whatWasErasedIsGone() throws Exception {
        write(letter("{\"message\":\"secret\"}"));
        long id = only();
        String erasure =
                "{\"user\":\"%s\",\"confirm\":\"%s\",\"reason\":\"her wish\"}"
                        .formatted(alice.name(), alice.name());

        given().auth()
                .oauth2(oscar.token())
                .contentType(ContentType.JSON)
                .body(erasure)
                .post("/operator/erasures")
                .then()
                .statusCode(200);

        assertThat(list("").getString("rejected[0].preview")).isNull();
        assertThat(oscar.ok("/operator/rejected/" + id + "?" + WHY).getString("payload")).isNull();
        Visitor.problem(replay(id), 409, "erased");
    }

    @Test
    void onlyOperatorsWithAReason() throws Exception {
        write(letter("{\"message\":\"private\"}"));
        long id = only();

        alice.problem("/operator/rejected?" + WHY, 403, "forbidden");
        alice.problem("/operator/rejected/" + id + "?" + WHY, 403, "forbidden");
        Visitor.problem(replay(alice, id, "{\"reason\":\"mine\"}"), 403, "forbidden");
        given().get("/operator/rejected?" + WHY).then().statusCode(401);
        oscar.problem("/operator/rejected?user=" + alice.name(), 400, "bad-parameter");
        Visitor.problem(replay(oscar, id, "{}"), 400, "bad-parameter");
        oscar.problem("/operator/rejected?state=half&" + WHY, 400, "bad-parameter");
        oscar.problem("/operator/rejected?cursor=zzz&" + WHY, 400, "bad-parameter");
        assertThat(list("").getList("rejected")).hasSize(1);
    }

    @Test
    void aMessageWithAnIdThatIsArchivedAlreadyStaysOne() throws Exception {
        String own = MessageId.fresh(Instant.now()).toString();
        String payload = "{\"id\":\"" + own + "\",\"message\":\"same\"}";
        write(letter(payload));
        write(letter(topic(), alice.name(), payload, Instant.now().plusSeconds(1)));
        List<Integer> letters = list("").getList("rejected.id", Integer.class);
        assertThat(letters).hasSize(2);

        String conversation =
                replay(letters.getFirst()).then().statusCode(200).extract().path("conversation");
        replay(letters.getLast()).then().statusCode(200);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(
                                        bob.ok("/conversations/" + conversation + "/messages")
                                                .getList("messages"))
                                .isNotEmpty());
        assertThat(Rows.underTest().messages(conversation)).hasSize(1);
    }
}

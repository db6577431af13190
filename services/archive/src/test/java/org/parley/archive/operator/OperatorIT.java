package org.parley.archive.operator;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.archive.InGroup;
import org.parley.archive.ReadingProfile;
import org.parley.archive.Rows;
import org.parley.archive.Said;
import org.parley.archive.Visitor;
import org.parley.archive.ingest.MessageDoor;
import org.parley.archive.membership.AccessDoor;

@QuarkusTest
@TestProfile(ReadingProfile.class)
class OperatorIT {

    private static final String WHY = "reason=abuse%20report%2017";

    private final MessageDoor archive = MessageDoor.open();
    private final AccessDoor access = AccessDoor.open();

    private Visitor oscar;
    private Visitor alice;
    private Visitor bob;
    private String chat;

    @BeforeEach
    void people() {
        oscar = Visitor.withRole("oscar", "operator");
        alice = Visitor.named("alice");
        bob = Visitor.named("bob");
        chat = alice.name() + "_" + bob.name();
    }

    private Said alice(String text) {
        return Said.by(alice.name(), bob.name(), text);
    }

    private List<Map<String, Object>> audited() {
        return Rows.underTest()
                .of("SELECT * FROM audit WHERE operator = ? ORDER BY id", oscar.name());
    }

    private static List<String> texts(JsonPath page) {
        return page.getList("messages.message", String.class);
    }

    @Test
    void anOperatorSeesWhoWroteWhatToWhomAndWhen() throws Exception {
        Instant before = Instant.now();
        archive.keep(alice("meet me at the old mill"));
        String query = "&user=%s&conversation=%s&text=mill&since=%s&until=%s";
        JsonPath page =
                oscar.ok(
                        "/operator/messages?"
                                + WHY
                                + query.formatted(
                                        bob.name(),
                                        chat,
                                        before.minusSeconds(1),
                                        before.plusSeconds(60)));
        assertThat(texts(page)).containsExactly("meet me at the old mill");
        assertThat(page.getString("messages[0].from")).isEqualTo(alice.name());
        assertThat(page.getString("messages[0].to")).isEqualTo(bob.name());
        assertThat(page.getString("messages[0].receivedAt")).isNotNull();
    }

    @Test
    void eachConditionNarrows() throws Exception {
        Visitor carol = Visitor.named("carol");
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        archive.keep(
                List.of(
                        alice(word + " one"),
                        Said.by(carol.name(), bob.name(), word + " two"),
                        alice("three")));
        String start = "/operator/messages?" + WHY;
        assertThat(texts(oscar.ok(start + "&text=" + word)))
                .containsExactly(word + " two", word + " one");
        assertThat(texts(oscar.ok(start + "&user=" + alice.name())))
                .containsExactly("three", word + " one");
        assertThat(texts(oscar.ok(start + "&conversation=" + chat + "&text=" + word)))
                .containsExactly(word + " one");
        String soon = Instant.now().plusSeconds(60).toString();
        assertThat(texts(oscar.ok(start + "&user=" + bob.name() + "&since=" + soon))).isEmpty();
    }

    @Test
    void anOperatorSeesTheFirstTextAndTheEdit() throws Exception {
        Said said = alice("first");
        archive.keep(said);
        archive.keep(said.edit("second"));
        JsonPath page = oscar.ok("/operator/messages?" + WHY + "&user=" + alice.name());
        assertThat(page.getList("messages.type", String.class)).containsExactly("edit", "text");
        assertThat(page.getString("messages[1].message")).isEqualTo("second");
        assertThat(page.getString("messages[1].payload.message")).isEqualTo("first");
    }

    @Test
    void everyQuestionIsOnRecordWithItsReasonAndWhatItFound() throws Exception {
        archive.keep(alice("hello"));
        oscar.ok("/operator/messages?" + WHY + "&user=" + alice.name() + "&limit=10");
        assertThat(audited()).hasSize(1);
        assertThat(audited().getFirst())
                .containsEntry("action", "messages")
                .containsEntry("reason", "abuse report 17")
                .containsEntry("found", 1L)
                .containsEntry("failure", null);
        JsonPath query = new JsonPath((String) audited().getFirst().get("query"));
        assertThat(query.getMap("", String.class, String.class))
                .isEqualTo(Map.of("user", alice.name(), "limit", "10"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/operator/messages?user=NOBODY!",
                "/operator/messages?conversation=x",
                "/operator/messages?text=%3F",
                "/operator/messages?since=yesterday",
                "/operator/messages?until=%2B999999999-01-01T00:00:00Z",
                "/operator/messages?cursor=zzz",
                "/operator/messages?limit=501",
                "/operator/messages/export?user=NOBODY!",
                "/operator/audit?cursor=zzz"
            })
    void aQuestionThatIsRefusedIsOnRecordToo(String path) {
        oscar.problem(path + "&" + WHY, 400, "bad-parameter");
        assertThat(audited()).hasSize(1);
        assertThat(audited().getFirst())
                .containsEntry("found", null)
                .containsEntry("failure", "BadParameter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/operator/messages?user=alice",
                "/operator/messages?reason=",
                "/operator/messages?reason=%20%20%20%20",
                "/operator/messages?reason=ab",
                "/operator/messages/export?user=alice",
                "/operator/audit?limit=5"
            })
    void withoutAReasonNothingIsAnswered(String path) {
        assertThat(oscar.problem(path, 400, "bad-parameter")).startsWith("reason is ");
        assertThat(audited()).isEmpty();
    }

    @Test
    void aReasonHasAnEnd() {
        oscar.problem("/operator/messages?reason=" + "x".repeat(501), 400, "bad-parameter");
        oscar.ok("/operator/messages?limit=1&reason=" + "x".repeat(500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages", "messages/export", "audit"})
    void aPersonIsNoOperator(String what) {
        alice.problem("/operator/" + what + "?" + WHY, 403, "forbidden");
    }

    @Test
    void anOperatorReadsOnlyHisOwnConversationsAsAPerson() throws Exception {
        archive.keep(alice("private"));
        oscar.problem("/conversations/" + chat + "/messages", 404, "not-there");
    }

    @Test
    void anExportHasWhatThePagesHave() throws Exception {
        archive.keep(IntStream.range(0, 1_203).mapToObj(i -> alice("number " + i)).toList());
        List<String> paged = new ArrayList<>();
        String at = "";
        do {
            JsonPath page =
                    oscar.ok("/operator/messages?limit=500&" + WHY + "&user=" + alice.name() + at);
            paged.addAll(0, page.getList("messages.id", String.class).reversed());
            at = page.getString("next") == null ? "" : "&cursor=" + page.get("next");
        } while (!at.isEmpty());
        List<String> lines = export("&user=" + alice.name());
        assertThat(lines.getLast()).isEqualTo("{\"summary\":{\"count\":1203}}");
        assertThat(lines.subList(0, 1_203).stream().map(l -> new JsonPath(l).getString("id")))
                .isEqualTo(paged);
    }

    private List<String> export(String query) {
        return oscar.get("/operator/messages/export?" + WHY + query)
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString()
                .lines()
                .toList();
    }

    @Test
    void anExportIsOnRecordAsItBeginsAndAsItEnds() throws Exception {
        archive.keep(List.of(alice("one"), alice("two")));
        assertThat(export("&user=" + alice.name() + "&text=two")).hasSize(2);
        assertThat(audited())
                .extracting(row -> row.get("action"))
                .containsExactly("export", "export-end");
        assertThat(audited()).extracting(row -> row.get("found")).containsExactly(null, 1L);
    }

    @Test
    void anExportOfNothingHasItsSummary() {
        assertThat(export("&user=" + bob.name())).containsExactly("{\"summary\":{\"count\":0}}");
    }

    private Response erase(Map<String, String> erasure) {
        return given().auth()
                .oauth2(oscar.token())
                .contentType("application/json")
                .body(erasure)
                .post("/operator/erasures");
    }

    private Map<String, String> erasure(String what, Object which) {
        return Map.of(
                what, which.toString(), "confirm", which.toString(), "reason", "request 2026-17");
    }

    @Test
    void whatIsErasedStaysErasedThoughItIsRepeatedAndEdited() throws Exception {
        Said said = alice("my address is Mill Lane 3");
        archive.keep(said);
        Said edit = said.edit("my address is Mill Lane 4");
        archive.keep(edit);
        erase(erasure("messageId", said.id())).then().statusCode(200).body("erased", equalTo(2));
        archive.keep(List.of(said, edit));
        archive.keep(said.edit("my address is Mill Lane 5"));
        bob.get("/messages/" + said.id())
                .then()
                .body("removed", equalTo("erased"))
                .body("message", nullValue())
                .body("payload", nullValue());
        assertThat(bob.ok("/search?q=lane").getList("hits")).isEmpty();
        assertThat(oscar.get("/operator/messages?" + WHY + "&user=" + alice.name()).asString())
                .doesNotContain("Lane");
    }

    @Test
    void allThatAUserWroteIsErasedAndNothingElse() throws Exception {
        archive.keep(
                List.of(alice("a"), alice("b"), Said.by(bob.name(), alice.name(), "from Bob")));
        erase(erasure("user", alice.name())).then().body("erased", equalTo(2));
        assertThat(
                        bob.ok("/conversations/" + chat + "/messages")
                                .getList("messages.message", String.class))
                .containsExactly(null, null, "from Bob");
    }

    @Test
    void aConversationIsErasedWhole() throws Exception {
        archive.keep(List.of(alice("a"), Said.by(bob.name(), alice.name(), "b")));
        erase(erasure("conversation", chat)).then().body("erased", equalTo(2));
        erase(erasure("conversation", chat)).then().body("erased", equalTo(0));
        assertThat(audited())
                .extracting(row -> row.get("action") + " " + row.get("found"))
                .containsExactly("erasure null", "erasure-end 2", "erasure null", "erasure-end 0");
    }

    @Test
    void anErasureThatIsNotConfirmedDoesNothing() throws Exception {
        UUID id = archive.keep(alice("stay"));
        Map<String, String> wrong =
                Map.of("messageId", id.toString(), "confirm", "yes", "reason", "mistake");
        Visitor.problem(erase(wrong), 400, "bad-parameter");
        Visitor.problem(erase(Map.of("reason", "mistake")), 400, "bad-parameter");
        Visitor.problem(
                erase(Map.of("messageId", id.toString(), "confirm", id.toString())),
                400,
                "bad-parameter");
        bob.get("/messages/" + id).then().body("message", equalTo("stay"));
        assertThat(audited())
                .extracting(row -> row.get("failure"))
                .containsExactly("BadParameter", "BadParameter");
    }

    @Test
    void theTrailIsReadAndThatIsInTheTrail() throws Exception {
        oscar.ok("/operator/messages?" + WHY + "&user=" + alice.name());
        String path = "/operator/audit?reason=review&limit=1&operator=" + oscar.name();
        JsonPath first = oscar.ok(path);
        assertThat(first.getString("entries[0].query.user")).isEqualTo(alice.name());
        JsonPath second = oscar.ok(path);
        assertThat(second.getString("entries[0].action")).isEqualTo("audit");
        JsonPath third = oscar.ok(path + "&cursor=" + second.get("next"));
        assertThat(third.getList("entries.id")).isEqualTo(first.getList("entries.id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE audit SET reason = 'x'", "DELETE FROM audit", "TRUNCATE audit"})
    void theTrailOnlyGrows(String sql) {
        assertThatThrownBy(() -> Rows.underTest().change(sql))
                .hasMessageContaining("the audit trail only grows");
    }

    @Test
    void aGroupIsSearchedAndErasedLikeAnyConversation() throws Exception {
        String group = InGroup.aGroup();
        Instant start = Instant.parse("2026-11-20T08:00:00Z");
        InGroup bobIn = InGroup.joined(group, bob.name(), start, 2);
        access.keep(
                InGroup.joined(group, alice.name(), start, 1),
                bobIn.left(start.plusSeconds(60), 3));
        Said heard =
                Said.by(alice.name(), group, "bob was there").receivedAt(start.plusSeconds(30));
        Said bobs = Said.by(bob.name(), group, "so was I").receivedAt(start.plusSeconds(40));
        Said later = Said.by(alice.name(), group, "bob was gone").receivedAt(start.plusSeconds(90));
        archive.keep(List.of(heard, bobs, later));
        String search = "/operator/messages?" + WHY + "&conversation=" + group;
        assertThat(texts(oscar.ok(search)))
                .containsExactly("bob was gone", "so was I", "bob was there");
        assertThat(texts(oscar.ok(search + "&user=" + bob.name())))
                .containsExactly("so was I", "bob was there");
        erase(erasure("user", bob.name())).then().body("erased", equalTo(1));
        erase(erasure("conversation", group)).then().body("erased", equalTo(2));
        assertThat(alice.ok("/conversations/" + group + "/messages").getList("messages.removed"))
                .isEqualTo(List.of("erased", "erased", "erased"));
    }
}

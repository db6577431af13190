package org.parley.presence.sight;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.parley.presence.Told.soon;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.contracts.KafkaTopic;
import org.parley.presence.Phone;
import org.parley.presence.PresenceProfile;
import org.parley.presence.Told;
import org.parley.presence.Visitor;
import org.parley.testkit.ExpiredToken;
import org.parley.testkit.Log;
import org.parley.testkit.Realm;
import org.parley.testkit.Stack;

/** Whoever may not see, sees nothing, and learns nothing. */
@QuarkusTest
@TestProfile(PresenceProfile.class)
class AccessIT {

    private final Visitor bob = Visitor.named("bob");
    private final Visitor mallory = Visitor.named("mallory");
    private Phone phone;

    @BeforeEach
    void bobIsThere() {
        phone = Phone.of(bob, "phone").comes();
        soon().until(() -> "online".equals(bob.sees(bob.name())));
    }

    @AfterEach
    void bobGoes() {
        phone.close();
    }

    @Test
    void aStrangerSeesNothingByDefault() {
        assertThat(mallory.sees(bob.name())).isEqualTo("nothing");
        assertThat(mallory.finds(bob.name())).isEmpty();
    }

    @Test
    void whoIsHiddenAndWhoDoesNotExistAreTheSameToTheByte() {
        Response hidden = mallory.looksAt(bob.name());
        Visitor.problem(hidden, 404, "not-there");
        for (String nobody : List.of("nobody-" + UUID.randomUUID(), "b", mallory + "x")) {
            Response missing = mallory.looksAt(nobody);
            assertThat(missing.asByteArray()).isEqualTo(hidden.asByteArray());
            assertThat(missing.headers().asList().toString())
                    .isEqualTo(hidden.headers().asList().toString());
        }
        assertThat(mallory.batch("nobody").asByteArray())
                .isEqualTo(mallory.batch(bob.name()).asByteArray());
    }

    @Test
    void writingToSomebodyWhoDoesNotExistShowsNoOtherThanWritingToOneWhoHides() {
        Visitor.json(bob.sets("nobody"), 200);
        String ghost = "ghost-" + UUID.randomUUID().toString().substring(0, 8);
        writes(mallory.name(), bob.name());
        writes(mallory.name(), ghost);
        soon().until(() -> Told.access().keySet().stream().anyMatch(key -> key.contains(ghost)));

        assertThat(mallory.looksAt(ghost).asByteArray())
                .isEqualTo(mallory.looksAt(bob.name()).asByteArray());
    }

    @Test
    void everyoneIsEveryone() {
        Visitor.json(bob.sets("everyone"), 200);

        assertThat(mallory.sees(bob.name())).isEqualTo("online");
        assertThat(mallory.finds(bob.name(), "nobody")).containsExactly(bob.name());
    }

    @Test
    void contactsSeeEachOtherWhoeverWroteUntilOneHides() {
        writes(bob.name(), mallory.name());
        soon().untilAsserted(() -> assertThat(mallory.sees(bob.name())).isEqualTo("online"));

        Visitor.json(bob.sets("nobody"), 200);
        assertThat(mallory.sees(bob.name())).isEqualTo("nothing");
        assertThat(bob.sees(bob.name())).isEqualTo("online");
    }

    private static void writes(String from, String to) {
        String conversation = from.compareTo(to) < 0 ? from + "_" + to : to + "_" + from;
        new Log(Stack.shared())
                .write(
                        KafkaTopic.MESSAGES,
                        conversation,
                        """
                        {"id":"%s","conversation":"%s","from":"%s","to":"%s","type":"text",\
                        "receivedAt":"2026-11-28T12:00:00Z","payload":{"message":"hi"}}\
                        """
                                .formatted(UUID.randomUUID(), conversation, from, to));
    }

    @Test
    void membersOfAGroupSeeEachOtherAsLongAsBothAreIn() {
        String group = aGroup();
        member(group, bob.name(), "member", 1);
        member(group, mallory.name(), "member", 2);
        soon().untilAsserted(() -> assertThat(mallory.sees(bob.name())).isEqualTo("online"));

        member(group, mallory.name(), null, 3);
        soon().untilAsserted(() -> assertThat(mallory.sees(bob.name())).isEqualTo("nothing"));
        // Late, or again.
        member(group, mallory.name(), "member", 2);
        assertThatItStays("nothing");
    }

    @Test
    void aDeletedGroupIsNoBond() {
        String group = aGroup();
        member(group, bob.name(), "member", 1);
        member(group, mallory.name(), "member", 1);
        soon().untilAsserted(() -> assertThat(mallory.sees(bob.name())).isEqualTo("online"));

        Told.tells(
                "group/" + group,
                """
                {"group":"%s","name":"x","announcementOnly":false,"deleted":true,"version":2}\
                """
                        .formatted(group));
        soon().untilAsserted(() -> assertThat(mallory.sees(bob.name())).isEqualTo("nothing"));
    }

    private static String aGroup() {
        return "g-01935d3e-7f00-7abc-8def-" + UUID.randomUUID().toString().substring(24);
    }

    private static void member(String group, String user, String role, int version) {
        Told.tells(
                "member/" + group + "/" + user,
                """
                {"group":"%s","user":"%s",%s"periods":[],"version":%d}\
                """
                        .formatted(
                                group,
                                user,
                                role == null ? "" : "\"role\":\"" + role + "\",",
                                version));
    }

    /** Another fact of the same partition was read after it. */
    private void assertThatItStays(String seen) {
        String marker = aGroup();
        Visitor other = Visitor.named("other");
        member(marker, bob.name(), "member", 1);
        member(marker, other.name(), "member", 1);
        soon().untilAsserted(() -> assertThat(other.sees(bob.name())).isEqualTo("online"));
        assertThat(mallory.sees(bob.name())).isEqualTo(seen);
    }

    @Test
    void whomIBlockSeesNothingWhateverIsSetUntilIUnblock() {
        Visitor.json(bob.sets("everyone"), 200);
        writes(mallory.name(), bob.name());
        assertThat(mallory.sees(bob.name())).isEqualTo("online");

        String key = "block/" + bob + "/" + mallory;
        Told.tells(
                key,
                "{\"owner\":\"%s\",\"blocked\":\"%s\",\"since\":\"2026-11-28T12:00:00Z\"}"
                        .formatted(bob, mallory));
        soon().untilAsserted(() -> assertThat(mallory.sees(bob.name())).isEqualTo("nothing"));
        assertThat(mallory.finds(bob.name())).isEmpty();

        Told.tells(key, null);
        soon().untilAsserted(() -> assertThat(mallory.sees(bob.name())).isEqualTo("online"));
    }

    @Test
    void ofOneselfThereIsAlwaysAnAnswer() {
        JsonPath never = Visitor.json(mallory.looksAt(mallory.name()), 200);

        assertThat(never.getString("state")).isEqualTo("offline");
        assertThat(never.getString("lastSeen")).isNull();
    }

    @Test
    void aQuestionThatBreaksARuleIsTold() {
        assertThat(Visitor.problem(mallory.looksAt("Bob_"), 400, "bad-parameter"))
                .contains("Bob_", "a user is");
        String[] many = Collections.nCopies(201, "bob").toArray(String[]::new);
        assertThat(Visitor.problem(mallory.batch(many), 400, "bad-parameter"))
                .isEqualTo("users has 201 entries; it may have 200");
        Visitor.problem(mallory.batch("bob", "+"), 400, "bad-parameter");
        Visitor.problem(
                mallory.sends("{\"users\":[null]}").post("/presence/batch"), 400, "bad-parameter");
        Visitor.problem(mallory.sends("{}").post("/presence/batch"), 400, "bad-parameter");
        Visitor.problem(
                mallory.sends("{\"users\":7}").post("/presence/batch"), 400, "bad-parameter");
        Visitor.problem(mallory.sends("{").post("/presence/batch"), 400, "bad-body");
        assertThat(mallory.finds(Collections.nCopies(200, "bob").toArray(String[]::new))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /presence/bob",
        "POST, /presence/batch",
        "GET, /settings",
        "PUT, /settings",
        "POST, /operator/repair",
        "GET, /operator/online"
    })
    void withoutATokenNothingIsAnswered(String method, String path) {
        Visitor.problem(json().request(method, path), 401, "no-token");
        Visitor.problem(
                json().auth().oauth2("not-a-token").request(method, path), 401, "bad-token");
    }

    private static RequestSpecification json() {
        return given().contentType("application/json").body("{}");
    }

    @Test
    void tokensThatAreForeignExpiredOrTamperedWithAreRefused() {
        Realm foreign = Stack.shared().realm().foreign();
        Visitor.problem(get(foreign.token(foreign.createUser("mallory"))), 401, "bad-token");
        Visitor.problem(get(ExpiredToken.of(Stack.shared())), 401, "bad-token");
        String[] parts = mallory.token().split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]));
        String other =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(claims.replace(mallory.name(), bob.name()).getBytes());
        Visitor.problem(get(parts[0] + "." + other + "." + parts[2]), 401, "bad-token");
    }

    private Response get(String token) {
        return given().auth().oauth2(token).get("/presence/" + bob);
    }

    @Test
    void aServiceIsNoPersonAndAPersonNoOperator() {
        Visitor.problem(get(Stack.shared().serviceToken("parley-presence")), 403, "forbidden");
        Visitor.problem(mallory.asks().post("/operator/repair"), 403, "forbidden");
    }

    @Test
    void theOpenApiDocumentDescribesEveryOperationWithItsFailures() {
        JsonPath document =
                given().accept("application/json")
                        .get("/q/openapi?format=json")
                        .then()
                        .statusCode(200)
                        .body("components.securitySchemes.token.scheme", equalTo("bearer"))
                        .extract()
                        .jsonPath();
        Map<String, Map<String, Map<String, Object>>> paths = document.getMap("paths");
        assertThat(paths)
                .containsOnlyKeys(
                        "/presence/{user}",
                        "/presence/batch",
                        "/settings",
                        "/operator/repair",
                        "/operator/online");
        paths.forEach((path, operations) ->
                operations.forEach((method, operation) -> {
                    if (method.equals("parameters")) return;
                    assertThat(operation.get("summary")).as(method + path).isNotNull();
                    Map<?, ?> responses = (Map<?, ?>) operation.get("responses");
                    assertThat(responses.keySet().stream().map(Object::toString))
                            .as(method + path)
                            .contains("400", "401", "403", "503", "200");
                }));
    }
}

package org.parley.groups.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parley.contracts.GroupId;
import org.parley.groups.GroupsProfile;
import org.parley.groups.Told;
import org.parley.groups.Visitor;

@QuarkusTest
@TestProfile(GroupsProfile.class)
class GroupsIT {

    private static Visitor alice;
    private static Visitor bob;

    @BeforeAll
    static void twoPeople() {
        alice = Visitor.named("alice");
        bob = Visitor.named("bob");
    }

    @Test
    void aNewGroupIsItsCreatorsAndHasAnIdNobodyCanGuess() {
        Response answer =
                alice.post(
                        "/groups",
                        Map.of("name", " Chess ", "picture", "https://example.org/c.png"));
        JsonPath group = Visitor.json(answer, 201);

        assertThat(GroupId.parse(group.getString("id"))).isPresent();
        assertThat(UUID.fromString(group.getString("id").substring(2)).version()).isEqualTo(7);
        assertThat(answer.header("Location")).isEqualTo("/groups/" + group.getString("id"));
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        alice.get(answer.header("Location"))
                .then()
                .statusCode(200)
                .body("name", equalTo("Chess"))
                .body("picture", equalTo("https://example.org/c.png"))
                .body("description", nullValue())
                .body("announcementOnly", equalTo(false))
                .body("role", equalTo("owner"))
                .body("members", equalTo(1))
                .body("createdBy", equalTo(alice.name()));
    }

    @Test
    void repeatingWithTheSameKeyCreatesNoSecondGroup() {
        String key = UUID.randomUUID().toString();
        String first = createWith("\"" + key + "\"", "Chess", 201).jsonPath().getString("id");
        String again = createWith(key, "Chess", 201).jsonPath().getString("id");

        assertThat(again).isEqualTo(first);
        assertThat(alice.ok("/groups").<String>getList("groups.id")).containsOnlyOnce(first);
        Visitor.problem(createWith(key, "Checkers", 422), 422, "key-reused");
        Visitor.problem(createWith("two words", "Chess", 400), 400, "bad-parameter");
        assertThat(
                        bob.sends(Map.of("name", "Chess"))
                                .header("Idempotency-Key", key)
                                .post("/groups")
                                .jsonPath()
                                .getString("id"))
                .isNotEqualTo(first);
    }

    private Response createWith(String key, String name, int status) {
        Response answer =
                alice.sends(Map.of("name", name)).header("Idempotency-Key", key).post("/groups");
        answer.then().statusCode(status);
        return answer;
    }

    @Test
    void myGroupsAreThoseIAmIn() {
        Visitor carol = Visitor.named("carol");
        String chess = carol.creates("chess");
        String alpha = carol.creates("Alpha");
        bob.creates("Bridge");

        assertThat(carol.ok("/groups").getList("groups.id")).containsExactly(alpha, chess);
    }

    @Test
    void aChangeSaysWhatItChangedAndNothingElse() {
        String path = alice.createsWith("Chess", bob);
        Map<String, Object> change = new HashMap<>();
        change.put("name", "Go");
        change.put("description", "Black begins");
        change.put("announcementOnly", true);
        change.put("picture", null);
        Response answer = alice.changes(path, "*", change);

        answer.then()
                .statusCode(200)
                .header("ETag", "\"3\"")
                .body("name", equalTo("Go"))
                .body("announcementOnly", equalTo(true))
                .body("version", equalTo(3));
        String id = path.substring(8);
        Told.state(
                "group/" + id,
                s -> s.getBoolean("announcementOnly") && s.getString("name").equals("Go"));
        soon(() ->
                assertThat(Told.events(Told.archived(id)))
                        .containsExactly(
                                "created", "added", "renamed", "described", "announcement"));
        JsonPath renamed = Told.archived(id).get(2);
        assertThat(renamed.getString("from")).isEqualTo("server");
        assertThat(renamed.getString("type")).isEqualTo("system");
        assertThat(renamed.getString("payload.name")).isEqualTo("Go");
        assertThat(renamed.getString("payload.by")).isEqualTo(alice.name());
        assertThat(renamed.getString("payload.id")).isEqualTo(renamed.getString("id"));
    }

    @Test
    void descriptionAndPictureAreTakenAwayByNull() {
        String path = alice.createsWith("Chess");
        alice.changes(path, "*", Map.of("description", "d", "picture", "https://example.org/x"));
        Map<String, Object> away = new HashMap<>();
        away.put("description", null);
        away.put("picture", null);

        alice.changes(path, "*", away)
                .then()
                .body("description", nullValue())
                .body("picture", nullValue());
    }

    @Test
    void whatChangesNothingIsNoChange() {
        String path = alice.createsWith("Chess");

        alice.changes(path, "*", Map.of("name", "Chess")).then().header("ETag", "\"1\"");
    }

    @Test
    void whoSawAnOlderVersionChangesNothing() {
        String path = alice.createsWith("Chess", bob);
        alice.makes(path, bob, "admin").then().statusCode(200).header("ETag", "\"3\"");

        alice.changes(path, "\"3\"", Map.of("name", "Go")).then().statusCode(200);
        String detail =
                Visitor.problem(
                        bob.changes(path, "\"3\"", Map.of("name", "Poker")), 412, "changed");

        assertThat(detail).contains("\"3\"").contains("\"4\"");
        assertThat(alice.ok(path).getString("name")).isEqualTo("Go");
        Visitor.problem(bob.sends(Map.of("name", "Poker")).patch(path), 428, "if-match-missing");
    }

    @Test
    void aGroupThatDidNotChangeIsNotSentAgain() {
        String path = alice.createsWith("Chess");

        alice.asks().header("If-None-Match", "\"1\"").get(path).then().statusCode(304);
        alice.asks().header("If-None-Match", "\"0\"").get(path).then().statusCode(200);
    }

    @Test
    void aRefusalNamesValueAndRule() {
        assertThat(Visitor.problem(alice.post("/groups", "{\"name\":7}"), 400, "bad-parameter"))
                .isEqualTo("name is \"7\"; it is a string");
        assertThat(Visitor.problem(alice.post("/groups", "[]"), 400, "bad-parameter"))
                .isEqualTo("the body is missing; it is a JSON object");
    }

    @Test
    void aDeletedGroupIsGoneForAllAndItsLastWordIsThat() {
        String path = alice.createsWith("Chess", bob);
        String id = path.substring(8);
        Visitor.problem(bob.delete(path), 403, "not-allowed");
        alice.delete(path).then().statusCode(204);

        Visitor.problem(alice.get(path), 404, "not-there");
        assertThat(bob.ok("/groups").<String>getList("groups.id")).doesNotContain(id);
        Told.state("group/" + id, s -> s.getBoolean("deleted"));
        JsonPath state = Told.state("member/" + id + "/" + bob, s -> s.getString("role") == null);
        soon(() -> assertThat(Told.events(Told.archived(id))).endsWith("deleted"));
        assertThat(Told.archived(id).getLast().getString("receivedAt"))
                .isLessThan(state.getString("periods[0].until"));
        soon(() ->
                assertThat(Told.noticesOf(id, bob.name()))
                        .containsExactly("group-added", "group-deleted"));
    }

    @Test
    void somebodyIsInSoManyGroupsAtMost() {
        Visitor busy = Visitor.named("busy");
        for (int i = 0; i < 20; i++) busy.creates("group " + i);

        assertThat(Visitor.problem(busy.post("/groups", Map.of("name", "more")), 409, "limit"))
                .isEqualTo(busy + " is in 20 groups; 20 are the most");
        String path = bob.createsWith("Bob's");
        JsonPath outcome =
                Visitor.json(
                        bob.post(path + "/members", Map.of("users", List.of(busy.name()))), 200);
        assertThat(outcome.getString("outcomes[0].reason")).isEqualTo(busy + " cannot be added");
    }

    private static void soon(org.awaitility.core.ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
    }
}

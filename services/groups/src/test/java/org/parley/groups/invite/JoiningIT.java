package org.parley.groups.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.groups.GroupsProfile;
import org.parley.groups.Told;
import org.parley.groups.Visitor;

@QuarkusTest
@TestProfile(GroupsProfile.class)
class JoiningIT {

    private static Visitor alice;
    private static Visitor bob;
    private static Visitor carol;

    private String path;
    private String id;

    @BeforeAll
    static void threePeople() {
        alice = Visitor.named("alice");
        bob = Visitor.named("bob");
        carol = Visitor.named("carol");
    }

    @BeforeEach
    void aGroupOfAlice() {
        path = alice.createsWith("Chess");
        id = path.substring("/groups/".length());
    }

    private JsonPath link(Map<String, Object> wanted) {
        return Visitor.json(alice.post(path + "/links", wanted), 201);
    }

    private static Response join(Visitor visitor, String token) {
        return visitor.post("/join", Map.of("token", token));
    }

    private static void assertDead(Visitor visitor, String token) {
        assertThat(Visitor.problem(join(visitor, token), 404, "link-not-valid"))
                .isEqualTo("the link is not valid, or no longer");
        Visitor.problem(
                visitor.post("/join/preview", Map.of("token", token)), 404, "link-not-valid");
    }

    @Test
    void whoHasALinkJoins() {
        JsonPath link = link(Map.of());
        String token = link.getString("token");
        assertThat(token).matches("[A-Za-z0-9_-]{24}");
        assertThat(link.getString("url")).isEqualTo("https://chat.example.org/#/join/" + token);
        Visitor.json(bob.post("/join/preview", Map.of("token", token)), 200);

        join(bob, token)
                .then()
                .statusCode(200)
                .body("outcome", equalTo("joined"))
                .body("group", equalTo(id));
        join(bob, token).then().statusCode(200).body("outcome", equalTo("already-member"));

        assertThat(bob.ok(path).getString("role")).isEqualTo("member");
        Told.state("member/" + id + "/" + bob, s -> s.getString("role") != null);
        soon(() -> assertThat(Told.events(Told.archived(id))).containsExactly("created", "joined"));
        assertThat(alice.ok(path + "/links").getInt("links[0].uses")).isEqualTo(1);
    }

    @Test
    void linksThatAreGuessedUsedUpExpiredRevokedOrOfADeletedGroupAreAnsweredAlike() {
        String once = link(Map.of("uses", 1)).getString("token");
        String brief = link(Map.of("expiresIn", 1)).getString("token");
        JsonPath link = link(Map.of());
        join(bob, once).then().statusCode(200);
        assertDead(carol, once);
        assertDead(carol, "u3Vf0w9zK2x1mB7aQ4cD8eYt");
        assertDead(carol, "");
        assertDead(carol, "' or '1'='1");
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(join(carol, brief).statusCode()).isEqualTo(404));
        assertDead(carol, brief);
        alice.delete(path + "/links/" + link.getString("id")).then().statusCode(204);
        assertDead(carol, link.getString("token"));
        Visitor.problem(alice.delete(path + "/links/" + link.getString("id")), 404, "not-there");
        assertThat(alice.ok(path + "/links").getList("links")).isEmpty();

        String last = link(Map.of()).getString("token");
        alice.delete(path).then().statusCode(204);
        assertDead(carol, last);
    }

    @Test
    void whoWasRemovedDoesNotComeBackByTheLinkHeHad() throws Exception {
        String old = link(Map.of()).getString("token");
        join(bob, old).then().statusCode(200);
        alice.delete(path + "/members/" + bob).then().statusCode(204);

        Visitor.problem(join(bob, old), 404, "link-not-valid");
        join(bob, link(Map.of()).getString("token")).then().statusCode(200);
    }

    @Test
    void whoLeftComesBackByTheLinkHeHad() {
        String token = link(Map.of()).getString("token");
        join(bob, token);
        bob.delete(path + "/members/" + bob).then().statusCode(204);

        join(bob, token).then().statusCode(200).body("outcome", equalTo("joined"));
    }

    @Test
    void withApprovalAnAdminDecides() {
        alice.changes(path, "*", Map.of("approval", true));
        String token = link(Map.of("uses", 2)).getString("token");
        join(bob, token).then().statusCode(202).body("outcome", equalTo("requested"));
        join(bob, token).then().statusCode(202);
        join(carol, token).then().statusCode(202);
        Visitor.problem(bob.get(path), 404, "not-there");
        assertThat(alice.ok(path + "/requests").getList("requests.user"))
                .containsExactly(bob.name(), carol.name());

        alice.post(path + "/requests/" + bob + "/accept", "").then().statusCode(204);
        alice.post(path + "/requests/" + carol + "/decline", "").then().statusCode(204);

        bob.get(path).then().statusCode(200);
        Visitor.problem(carol.get(path), 404, "not-there");
        Visitor.problem(alice.post(path + "/requests/" + bob + "/accept", ""), 404, "not-there");
        assertThat(alice.ok(path + "/requests").getList("requests")).isEmpty();
        soon(() -> assertThat(Told.noticesOf(id, bob.name())).containsExactly("join-accepted"));
        soon(() -> assertThat(Told.noticesOf(id, carol.name())).containsExactly("join-declined"));
        assertThat(Told.noticesOf(id, alice.name()))
                .containsExactly("group-created", "join-requested", "join-requested");
    }

    @Test
    void whoIsAddedWaitsNoLonger() {
        alice.changes(path, "*", Map.of("approval", true));
        join(bob, link(Map.of()).getString("token")).then().statusCode(202);
        alice.adds(path, bob);

        assertThat(alice.ok(path + "/requests").getList("requests")).isEmpty();
    }

    @Test
    void whoWaitedAndJoinsWhenNobodyHasToDecideWaitsNoLonger() {
        alice.changes(path, "*", Map.of("approval", true));
        String token = link(Map.of()).getString("token");
        join(bob, token).then().statusCode(202);
        alice.changes(path, "*", Map.of("approval", false));
        join(bob, token).then().statusCode(200);

        assertThat(alice.ok(path + "/requests").getList("requests")).isEmpty();
        assertThat(alice.ok(path).getInt("members")).isEqualTo(2);
    }

    @Test
    void onlyOwnersAndAdminsSeeAndMakeWaysIn() {
        alice.adds(path, bob);
        Visitor.problem(bob.post(path + "/links", Map.of()), 403, "not-allowed");
        Visitor.problem(bob.get(path + "/links"), 403, "not-allowed");
        Visitor.problem(bob.get(path + "/requests"), 403, "not-allowed");
        Visitor.problem(bob.post(path + "/requests/" + carol + "/accept", ""), 403, "not-allowed");
        Visitor.problem(bob.delete(path + "/links/any"), 403, "not-allowed");
    }

    @Test
    void aGroupHasSoManyLinksAtMostAndTheDeadDoNotCount() {
        String once = link(Map.of("uses", 1)).getString("token");
        link(Map.of());
        link(Map.of());
        assertThat(Visitor.problem(alice.post(path + "/links", Map.of()), 409, "limit"))
                .isEqualTo("the group has 3 links; 3 are the most: revoke one first");
        join(bob, once);
        link(Map.of());
    }

    @Test
    void aLinkLivesAYearAtMost() {
        assertThat(
                        Visitor.problem(
                                alice.post(path + "/links", Map.of("expiresIn", 40_000_000)),
                                400,
                                "bad-parameter"))
                .isEqualTo("expiresIn is \"40000000\"; it is a whole number from 1 to 31536000");
        Visitor.problem(alice.post(path + "/links", Map.of("uses", 0)), 400, "bad-parameter");
    }

    @Test
    void ofManyAtOnceALinkLetsInNoMoreThanItSays() {
        String token = link(Map.of("uses", 2)).getString("token");
        List<Visitor> visitors = List.of(bob, carol, Visitor.named("dave"), Visitor.named("eve"));

        assertThat(visitors.parallelStream().map(v -> join(v, token).statusCode()))
                .containsExactlyInAnyOrder(200, 200, 404, 404);
        assertThat(alice.ok(path).getInt("members")).isEqualTo(3);
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
    }
}

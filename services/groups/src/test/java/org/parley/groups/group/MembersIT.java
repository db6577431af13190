package org.parley.groups.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.groups.GroupsProfile;
import org.parley.groups.Told;
import org.parley.groups.Visitor;

@QuarkusTest
@TestProfile(GroupsProfile.class)
class MembersIT {

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

    @Test
    void whoIsAddedIsAMemberOnTheLogToo() {
        assertThat(alice.adds(path, bob, carol)).containsExactly("added", "added");

        assertThat(bob.ok(path).getString("role")).isEqualTo("member");
        JsonPath state = Told.state("member/" + id + "/" + bob, s -> s.getString("role") != null);
        assertThat(state.getString("role")).isEqualTo("member");
        assertThat(state.getList("periods")).hasSize(1);
        assertThat(state.getString("periods[0].until")).isNull();
        Told.state("group/" + id, s -> s.getLong("version") == 2);
    }

    @Test
    void whoIsRemovedIsNoMemberAnyMoreAndKeepsHisPeriod() {
        alice.adds(path, bob);
        alice.delete(path + "/members/" + bob).then().statusCode(204);

        Visitor.problem(bob.get(path), 404, "not-there");
        JsonPath state = Told.state("member/" + id + "/" + bob, s -> s.getString("role") == null);
        assertThat(state.getString("periods[0].until")).isNotNull();
        assertThat(state.getLong("version")).isEqualTo(3);
    }

    @Test
    void everyChangeIsSaidInTheGroupAndArchivedTheSame() {
        alice.adds(path, bob, carol);
        alice.delete(path + "/members/" + bob);
        carol.delete(path + "/members/" + carol);

        List<String> events = List.of("created", "added", "removed", "left");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Told.events(Told.archived(id))).isEqualTo(events));
        assertThat(Told.live(id).stream().map(r -> r.getMap("payload")).toList())
                .isEqualTo(Told.archived(id).stream().map(r -> r.getMap("payload")).toList());
    }

    @Test
    void manyAreAddedAtOnceAndEachGetsHisOwnAnswer() {
        alice.adds(path, bob);
        List<String> users = List.of(bob.name(), carol.name(), "No Such", carol.name());
        JsonPath answer = Visitor.json(alice.post(path + "/members", Map.of("users", users)), 200);

        assertThat(answer.getList("outcomes.outcome"))
                .containsExactly("already-member", "added", "refused");
        assertThat(answer.getString("outcomes[2].reason"))
                .startsWith("a user is [a-z0-9][a-z0-9.@-]{0,63}");
        assertThat(alice.ok(path + "/members").getList("members.user"))
                .containsExactly(alice.name(), bob.name(), carol.name());
    }

    @Test
    void aGroupGrowsToItsLimitAndAMessageNamesAHundredAtMost() {
        List<String> users = IntStream.range(0, 250).mapToObj(i -> "user" + i).toList();
        JsonPath answer = Visitor.json(alice.post(path + "/members", Map.of("users", users)), 200);

        assertThat(answer.getList("outcomes.outcome").stream().filter("added"::equals))
                .hasSize(249);
        assertThat(answer.getString("outcomes[249].reason"))
                .isEqualTo("the group has 250 members, which is the most");
        assertThat(alice.ok(path).getInt("members")).isEqualTo(250);
        Told.state("member/" + id + "/user248", s -> s.getString("role").equals("member"));
        soon(() ->
                assertThat(Told.archived(id).stream().map(r -> r.getList("payload.users")))
                        .filteredOn(named -> named != null)
                        .extracting(List::size)
                        .containsExactly(100, 100, 49));
    }

    @Test
    void whoIsConcernedIsToldWhereverHeIs() {
        alice.adds(path, bob);
        alice.delete(path + "/members/" + bob);

        soon(() ->
                assertThat(Told.noticesOf(id, bob.name()))
                        .containsExactly("group-added", "group-removed"));
        JsonPath notice =
                Told.live(bob.name()).stream()
                        .filter(one -> id.equals(one.getString("payload.group")))
                        .findFirst()
                        .orElseThrow();
        assertThat(notice.getString("topic")).isEqualTo("chat/" + bob + "/server");
        assertThat(notice.getString("payload.type")).isEqualTo("system");
        assertThat(notice.getString("payload.group")).isEqualTo(id);
        assertThat(notice.getString("payload.name")).isEqualTo("Chess");
        assertThat(notice.getString("payload.by")).isEqualTo(alice.name());
    }

    @Test
    void aMemberComesBackWithASecondPeriod() {
        alice.adds(path, bob);
        bob.delete(path + "/members/" + bob).then().statusCode(204);
        alice.adds(path, bob);

        JsonPath state =
                Told.state("member/" + id + "/" + bob, s -> s.getList("periods").size() == 2);
        assertThat(state.getString("periods[0].until"))
                .isLessThanOrEqualTo(state.getString("periods[1].from"));
        assertThat(state.getString("periods[1].until")).isNull();
    }

    @Test
    void newcomersReadFromTheBeginningWhereTheGroupSaysSo() {
        alice.changes(path, "*", Map.of("newcomersSeeHistory", true));
        alice.adds(path, bob);

        JsonPath state = Told.state("member/" + id + "/" + bob, s -> s.getString("role") != null);
        assertThat(state.getString("periods[0].from"))
                .isEqualTo(alice.ok(path).getString("createdAt"));
    }

    @Test
    void theLastOwnerHandsOverBeforeHeLeaves() {
        alice.adds(path, bob);
        String leave = path + "/members/" + alice;
        assertThat(Visitor.problem(alice.delete(leave), 409, "last-owner"))
                .isEqualTo(
                        alice
                                + " is the only owner; make somebody else an owner first, or delete the"
                                + " group");
        Visitor.problem(alice.makes(path, alice, "member"), 409, "last-owner");

        alice.makes(path, bob, "owner").then().statusCode(200).body("role", equalTo("owner"));
        alice.delete(leave).then().statusCode(204);
        assertThat(bob.ok(path + "/members").getList("members.user")).containsExactly(bob.name());
    }

    @Test
    void theLastMemberTakesTheGroupWithHim() {
        alice.delete(path + "/members/" + alice).then().statusCode(204);

        Told.state("group/" + id, s -> s.getBoolean("deleted"));
    }

    @Test
    void adminsDoWhatMembersMayNotAndOwnersWhatAdminsMayNot() {
        alice.adds(path, bob, carol);
        Visitor.problem(bob.delete(path + "/members/" + carol), 403, "not-allowed");
        Visitor.problem(bob.changes(path, "*", Map.of("name", "x")), 403, "not-allowed");
        Visitor.problem(bob.makes(path, bob, "admin"), 403, "not-allowed");
        alice.makes(path, bob, "admin").then().statusCode(200);

        Visitor.problem(bob.makes(path, carol, "owner"), 403, "not-allowed");
        Visitor.problem(bob.makes(path, bob, "owner"), 403, "not-allowed");
        Visitor.problem(bob.makes(path, alice, "member"), 403, "not-allowed");
        Visitor.problem(bob.delete(path + "/members/" + alice), 403, "not-allowed");
        bob.makes(path, carol, "admin").then().statusCode(200);
        bob.delete(path + "/members/" + carol).then().statusCode(204);
        Visitor.problem(bob.delete(path + "/members/" + carol), 404, "not-there");
    }

    @Test
    void promotionsAreSaid() {
        alice.adds(path, bob);
        alice.makes(path, bob, "admin");
        alice.makes(path, bob, "admin");
        bob.makes(path, bob, "member");

        soon(() ->
                assertThat(Told.events(Told.archived(id)))
                        .containsExactly("created", "added", "promoted", "demoted"));
        assertThat(Told.archived(id).get(2).getString("payload.role")).isEqualTo("admin");
    }

    @Test
    void aRoleIsOneOfThreeAndSaysWhichVersionWasSeen() {
        alice.adds(path, bob);
        assertThat(Visitor.problem(alice.makes(path, bob, "king"), 400, "bad-parameter"))
                .isEqualTo("role is \"king\"; it is owner, admin or member");
        Visitor.problem(
                alice.sends(Map.of("role", "admin")).put(path + "/members/" + bob + "/role"),
                428,
                "if-match-missing");
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
    }
}

package org.parley.groups.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.groups.GroupsProfile;
import org.parley.groups.Told;
import org.parley.groups.Visitor;

@QuarkusTest
@TestProfile(GroupsProfile.class)
class MembersIT {

    private Visitor alice;
    private Visitor bob;
    private Visitor carol;
    private String path;
    private String id;

    @BeforeEach
    void aGroupOfAlice() {
        alice = Visitor.named("alice");
        bob = Visitor.named("bob");
        carol = Visitor.named("carol");
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
                .untilAsserted(() ->
                        assertThat(Told.events(Told.archived(id))).isEqualTo(events));
        assertThat(Told.live(id).stream().map(r -> r.getMap("payload")).toList())
                .isEqualTo(Told.archived(id).stream().map(r -> r.getMap("payload")).toList());
    }
}

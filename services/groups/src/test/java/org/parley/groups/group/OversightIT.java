package org.parley.groups.group;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.groups.GroupsProfile;
import org.parley.groups.Visitor;

/** What an operator sees of groups that he is not in. */
@QuarkusTest
@TestProfile(GroupsProfile.class)
class OversightIT {

    private final Visitor oscar = Visitor.withRole("oscar", "operator");
    private final Visitor alice = Visitor.named("alice");
    private final Visitor bob = Visitor.named("bob");
    private final String word = UUID.randomUUID().toString().substring(0, 8);

    private JsonPath groups(String query) {
        return oscar.ok("/operator/groups" + query);
    }

    @Test
    void theNewestComeFirstAndPagesGoOn() {
        String first = alice.creates("One " + word);
        String second = alice.creates("Two " + word);
        String third = alice.creates("Three " + word);

        JsonPath page = groups("?limit=2&text=" + word.toUpperCase(Locale.ROOT));
        JsonPath rest = groups("?limit=2&text=" + word + "&after=" + page.getString("next"));

        assertThat(page.getList("groups.id", String.class)).containsExactly(third, second);
        assertThat(page.getString("groups[0].name")).isEqualTo("Three " + word);
        assertThat(page.getString("groups[0].createdBy")).isEqualTo(alice.name());
        assertThat(page.getInt("groups[0].members")).isEqualTo(1);
        assertThat(rest.getList("groups.id", String.class)).containsExactly(first);
        assertThat(rest.getString("next")).isNull();
    }

    @Test
    void groupsOfAMemberAndAPercentSignIsOne() {
        String path = alice.createsWith("Chess", bob);
        alice.creates("alone");

        assertThat(groups("?member=" + bob).getList("groups.id", String.class))
                .containsExactly(path.substring("/groups/".length()));
        assertThat(groups("?member=" + bob + "&text=%25").getList("groups")).isEmpty();
    }

    @Test
    void oneHasItsMembersWithTheirRoles() {
        String path = alice.createsWith("Chess", bob);

        JsonPath group = oscar.ok("/operator" + path);

        assertThat(group.getString("group.name")).isEqualTo("Chess");
        assertThat(group.getMap("members.collectEntries { [it.user, it.role] }"))
                .hasSize(2)
                .containsEntry(alice.name(), "owner")
                .containsEntry(bob.name(), "member");
        alice.delete(path + "/members/" + bob).then().statusCode(204);
        assertThat(oscar.ok("/operator" + path).getList("members")).hasSize(1);
    }

    @Test
    void whatWasDeletedOrNeverWasIsNotThere() {
        String path = alice.createsWith("Chess " + word);
        alice.asks().header("If-Match", "*").delete(path).then().statusCode(204);

        Visitor.problem(oscar.get("/operator" + path), 404, "not-there");
        Visitor.problem(oscar.get("/operator/groups/g-x"), 404, "not-there");
        assertThat(groups("?text=" + word).getList("groups")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=201", "?limit=x", "?member=B!", "?after=zzz"})
    void aBadParameterIsNamed(String query) {
        Visitor.problem(oscar.get("/operator/groups" + query), 400, "bad-parameter");
    }

    @Test
    void onlyOperatorsLook() {
        String path = alice.createsWith("Chess");

        Visitor.problem(alice.get("/operator/groups"), 403, "forbidden");
        Visitor.problem(alice.get("/operator" + path), 403, "forbidden");
        given().get("/operator/groups").then().statusCode(401);
    }
}

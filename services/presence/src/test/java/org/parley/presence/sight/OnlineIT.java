package org.parley.presence.sight;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.presence.Told.soon;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.presence.Phone;
import org.parley.presence.PresenceProfile;
import org.parley.presence.Visitor;

/** What an operator sees of who is there. */
@QuarkusTest
@TestProfile(PresenceProfile.class)
class OnlineIT {

    private final Visitor oscar = Visitor.withRole("oscar", "operator");
    private final Visitor bob = Visitor.named("bob");

    private JsonPath online(String query) {
        return Visitor.json(oscar.get("/operator/online" + query), 200);
    }

    @Test
    void somebodyWhoHidesIsSeenWithAllHisDevices() {
        Visitor.json(bob.sets("nobody"), 200);
        try (Phone _ = Phone.of(bob, "phone").comes();
                Phone laptop = Phone.of(bob, "laptop").comes()) {
            laptop.says("away");
            soon().untilAsserted(() ->
                    assertThat(online("?user=" + bob).getList("users[0].devices.state"))
                            .asString()
                            .isEqualTo("[away, online]"));

            JsonPath page = online("?user=" + bob);

            assertThat(page.getList("users.user", String.class)).containsExactly(bob.name());
            assertThat(page.getString("users[0].state")).isEqualTo("online");
            assertThat(page.getString("users[0].lastSeen")).isNotBlank();
            assertThat(page.getList("users[0].devices.device", String.class))
                    .containsExactly("laptop", "phone");
            assertThat(page.getString("users[0].devices[0].since")).isNotBlank();
            assertThat(page.getLong("counts.users")).isPositive();
            assertThat(page.getLong("counts.users"))
                    .isEqualTo(page.getLong("counts.online") + page.getLong("counts.away"));
            assertThat(page.getLong("counts.devices")).isGreaterThanOrEqualTo(2);
            assertThat(online("?state=away&user=" + bob).getList("users")).isEmpty();
        }
    }

    @Test
    void whoIsNotThereIsNotListed() {
        assertThat(online("?user=" + bob).getList("users")).isEmpty();
    }

    @Test
    void pagesGoOnByUser() {
        Visitor carol = Visitor.named("carol");
        try (Phone _ = Phone.of(bob, "phone").comes();
                Phone _ = Phone.of(carol, "phone").comes()) {
            soon().untilAsserted(() ->
                    assertThat(online("?limit=500").getList("users.user", String.class))
                            .contains(bob.name(), carol.name()));

            JsonPath first = online("?limit=1");
            JsonPath second = online("?limit=1&after=" + first.getString("next"));

            List<String> all = online("?limit=500").getList("users.user", String.class);
            assertThat(all).isSorted();
            assertThat(first.getString("users[0].user")).isEqualTo(all.get(0));
            assertThat(second.getString("users[0].user")).isEqualTo(all.get(1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=0",
                "?limit=501",
                "?limit=x",
                "?state=offline",
                "?user=B!",
                "?after=B!"
            })
    void aBadParameterIsNamed(String query) {
        Visitor.problem(oscar.get("/operator/online" + query), 400, "bad-parameter");
    }

    @Test
    void onlyOperatorsLook() {
        Visitor.problem(bob.get("/operator/online"), 403, "forbidden");
        given().get("/operator/online").then().statusCode(401);
    }
}

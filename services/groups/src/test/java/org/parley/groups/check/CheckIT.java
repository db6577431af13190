package org.parley.groups.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.groups.GroupsProfile;
import org.parley.groups.Told;
import org.parley.groups.Visitor;
import org.parley.testkit.Log;
import org.parley.testkit.Stack;

/** What somebody else wrote on the log is found, named and put right. */
@QuarkusTest
@TestProfile(GroupsProfile.class)
class CheckIT {

    private final String topic = Told.topic();

    private Visitor oscar;
    private Visitor alice;
    private Visitor bob;
    private String group;

    @BeforeEach
    void aGroupThatIsOnTheLog() {
        oscar = Visitor.withRole("oscar", "operator");
        alice = Visitor.named("alice");
        bob = Visitor.named("bob");
        group = alice.createsWith("Chess", bob).substring("/groups/".length());
        alice.asks().put("/blocks/mallory").then().statusCode(200);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(agree(check())).isTrue());
    }

    @AfterEach
    void agreeAgain() {
        oscar.post("/operator/repair", Map.of("endUnknown", true)).then().statusCode(200);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(agree(check())).isTrue());
    }

    private JsonPath check() {
        return Visitor.json(oscar.post("/operator/check", ""), 200);
    }

    private static boolean agree(JsonPath report) {
        return report.getLong("differing") == 0 && report.getLong("underWay") == 0;
    }

    private void write(String key, String value) {
        new Log(Stack.shared()).write(topic, key, value);
    }

    @Test
    void databaseAndLogAgree() {
        JsonPath report = check();

        assertThat(report.getLong("groups")).isPositive();
        assertThat(report.getLong("blocks")).isPositive();
        // Another test's, that ended, are still there.
        assertThat(report.getLong("records"))
                .isGreaterThanOrEqualTo(
                        report.getLong("groups")
                                + report.getLong("members")
                                + report.getLong("blocks"));
    }

    @Test
    void aMemberThatIsAnotherOnTheLogIsFoundAndPutRight() {
        String key = "member/" + group + "/" + bob;
        String right = Told.replay().get(key);
        write(key, right.replace("\"member\"", "\"owner\""));

        JsonPath report = check();
        assertThat(report.getList("differences.key")).containsExactly(key);
        assertThat(report.getString("differences[0].kind")).isEqualTo("different");
        assertThat(report.getLong("differences[0].database")).isEqualTo(2);

        repair(Map.of(), 1, 0);
        await().atMost(Duration.ofSeconds(20)).until(() -> right.equals(Told.replay().get(key)));
    }

    @Test
    void whatTheLogLostIsSaidAgain() {
        write("group/" + group, null);
        write("member/" + group + "/" + alice, null);
        write("block/" + alice + "/mallory", null);

        assertThat(check().getList("differences.kind"))
                .containsExactly("missing", "missing", "missing");
        repair(Map.of(), 3, 0);
        Told.state("block/" + alice + "/mallory", _ -> true);
    }

    @Test
    void whatOnlyTheLogKnowsEndsWhenTheOperatorSaysSo() {
        String other = "g-01935d3e-7f00-7abc-8def-" + UUID.randomUUID().toString().substring(24);
        write(
                "group/" + other,
                "{\"group\":\"%s\",\"announcementOnly\":false,\"deleted\":false,\"version\":3}"
                        .formatted(other));
        write(
                "member/" + other + "/eve",
                "{\"group\":\"%s\",\"user\":\"eve\",\"role\":\"owner\",\"periods\":[],\"version\":3}"
                        .formatted(other));
        write(
                "block/eve/alice",
                "{\"owner\":\"eve\",\"blocked\":\"alice\",\"since\":\"2026-11-23T08:00:00Z\"}");

        assertThat(check().getList("differences.kind"))
                .containsExactly("unknown", "unknown", "unknown");
        repair(Map.of(), 0, 3);
        assertThat(check().getLong("differing")).isEqualTo(3);

        repair(Map.of("endUnknown", true), 3, 0);
        Told.state("group/" + other, s -> s.getBoolean("deleted"));
        Told.state("member/" + other + "/eve", s -> s.getString("role") == null);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !Told.replay().containsKey("block/eve/alice"));
    }

    @Test
    void aRecordThatCannotBeReadAndKeysOfOthersDisturbNothing() {
        write("member/" + group + "/" + bob, "not JSON");
        write("presence/eve", "{\"owner\":\"eve\",\"visibility\":\"nobody\"}");
        write(
                "contact/alice/eve",
                "{\"a\":\"alice\",\"b\":\"eve\",\"since\":\"2026-11-23T08:00:00Z\"}");
        write("something/new", "{}");

        assertThat(check().getList("differences.key"))
                .isEqualTo(List.of("member/" + group + "/" + bob));
    }

    private void repair(Map<String, Object> wanted, long published, long left) {
        JsonPath done = Visitor.json(oscar.post("/operator/repair", wanted), 200);
        assertThat(done.getLong("published")).isEqualTo(published);
        assertThat(done.getLong("left")).isEqualTo(left);
    }
}

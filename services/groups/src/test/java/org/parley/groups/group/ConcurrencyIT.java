package org.parley.groups.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.groups.GroupsProfile;
import org.parley.groups.Told;
import org.parley.groups.Visitor;

/** Two admins at once. */
@QuarkusTest
@TestProfile(GroupsProfile.class)
class ConcurrencyIT {

    private Visitor alice;
    private Visitor bob;
    private String path;
    private String id;

    @BeforeEach
    void twoAdmins() {
        alice = Visitor.named("alice");
        bob = Visitor.named("bob");
        path = alice.createsWith("Chess", bob);
        id = path.substring("/groups/".length());
        alice.makes(path, bob, "owner");
    }

    private static <T> List<T> atOnce(List<Callable<T>> deeds) throws Exception {
        try (var threads = Executors.newFixedThreadPool(deeds.size())) {
            List<T> results = new ArrayList<>();
            for (Future<T> one : threads.invokeAll(deeds)) results.add(one.get());
            return results;
        }
    }

    @Test
    void ofTwoWhoSawTheSameVersionOneChangesAndTheOtherIsTold() throws Exception {
        for (int round = 0; round < 10; round++) {
            String seen = alice.get(path).header("ETag");
            String name = "round " + round;
            List<Integer> answers =
                    atOnce(
                            List.of(
                                    () ->
                                            status(
                                                    alice.changes(
                                                            path,
                                                            seen,
                                                            Map.of("name", name + "a"))),
                                    () ->
                                            status(
                                                    bob.changes(
                                                            path,
                                                            seen,
                                                            Map.of("name", name + "b")))));
            assertThat(answers).containsExactlyInAnyOrder(200, 412);
        }
        assertThat(alice.ok(path).getLong("version")).isEqualTo(13);
    }

    private static int status(Response response) {
        return response.statusCode();
    }

    @Test
    void differentSettingsChangedOverAndOverAreBothKept() throws Exception {
        atOnce(
                List.of(
                        () -> repeatedly(alice, "name", "n"),
                        () -> repeatedly(bob, "description", "d")));

        assertThat(alice.ok(path).getString("name")).isEqualTo("n9");
        assertThat(alice.ok(path).getString("description")).isEqualTo("d9");
        assertThat(alice.ok(path).getLong("version")).isEqualTo(23);
    }

    private Void repeatedly(Visitor who, String setting, String value) {
        for (int i = 0; i < 10; i++) {
            Map<String, Object> change = Map.of(setting, value + i);
            while (true) {
                int status = status(who.changes(path, who.get(path).header("ETag"), change));
                if (status == 200) break;
                assertThat(status).isEqualTo(412);
            }
        }
        return null;
    }

    @Test
    void bothAddManyAndEachIsAddedOnce() throws Exception {
        List<String> users = IntStream.range(0, 60).mapToObj(i -> "user" + i).toList();
        atOnce(
                List.of(
                        () -> status(alice.post(path + "/members", Map.of("users", users))),
                        () ->
                                status(
                                        bob.post(
                                                path + "/members",
                                                Map.of("users", users.reversed())))));

        assertThat(alice.ok(path).getInt("members")).isEqualTo(62);
        assertThat(alice.ok(path + "/members").getList("members")).hasSize(62);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(membersOnTheLog()).isEqualTo(62));
    }

    private long membersOnTheLog() {
        return Told.replay().keySet().stream().filter(k -> k.startsWith("member/" + id)).count();
    }

    @Test
    void twoOwnersWhoLeaveAtOnceLeaveOneOfThemOrNoGroup() throws Exception {
        alice.adds(path, Visitor.named("carol"));
        List<Integer> answers =
                atOnce(
                        List.of(
                                () -> status(alice.delete(path + "/members/" + alice)),
                                () -> status(bob.delete(path + "/members/" + bob))));

        assertThat(answers).containsExactlyInAnyOrder(204, 409);
    }

    @Test
    void theSameKeyAtTheSameTimeCreatesOneGroup() throws Exception {
        Callable<String> create =
                () ->
                        alice.sends(Map.of("name", "Go"))
                                .header("Idempotency-Key", id)
                                .post("/groups")
                                .jsonPath()
                                .getString("id");

        assertThat(atOnce(List.of(create, create, create)))
                .containsOnly(atOnce(List.of(create)).getFirst());
    }
}

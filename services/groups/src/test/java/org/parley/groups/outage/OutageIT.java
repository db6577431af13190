package org.parley.groups.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.groups.GroupsUnderTest;
import org.parley.groups.Told;
import org.parley.groups.Visitor;
import org.parley.testkit.Frozen;
import org.parley.testkit.Kill;
import org.parley.testkit.OwnPostgres;
import org.parley.testkit.Stack;

/** Whatever is killed: what was answered is there, and the log says what the database says. */
class OutageIT {

    private static final int CHANGERS = 4;
    private static final int CHANGES = 1_000;

    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicInteger done = new AtomicInteger();
    private OwnPostgres postgres;
    private Map<String, String> configuration;

    @BeforeEach
    void ownPostgres() throws Exception {
        new Kill(Stack.shared()).awaitReady("kafka");
        postgres = new OwnPostgres();
        configuration = GroupsUnderTest.environment(postgres.database());
    }

    @AfterEach
    void stop() {
        postgres.close();
        new Kill(Stack.shared()).awaitReady("kafka");
    }

    @Test
    void aThousandChangesWhileEverythingIsKilledAreOnTheLogAsInTheDatabase() throws Exception {
        startPostgres();
        Visitor alice = Visitor.named("alice");
        Visitor oscar = Visitor.withRole("oscar", "operator");
        try (GroupsProcess one = new GroupsProcess(configuration, "groups-one-" + unique);
                GroupsProcess other = new GroupsProcess(configuration, "groups-other-" + unique)) {
            soon().until(() -> one.isReady() && other.isReady());
            List<Changer> changers = new ArrayList<>();
            for (int i = 0; i < CHANGERS; i++)
                changers.add(
                        new Changer(
                                List.of(one, other), alice.token(), CHANGES / CHANGERS, done, i));
            List<CompletableFuture<Void>> running = changers.stream().map(OutageIT::start).toList();

            after(100);
            one.kill();
            after(200);
            one.start();
            after(300);
            changesGoOnWhileKafkaIsFrozen();
            after(450);
            postgres.kill();
            startPostgres();
            after(600);
            new Kill(Stack.shared()).minus9("kafka");
            after(750);
            soon().until(one::isReady);
            other.kill();
            other.start();
            running.forEach(CompletableFuture::join);

            soon().untilAsserted(() -> assertAgreed(one, oscar));
            for (Changer changer : changers) assertAsAnswered(one, alice, changer);
        }
    }

    private static CompletableFuture<Void> start(Changer changer) {
        // A thread of ours: the pool's may belong to a Quarkus application that has ended.
        return CompletableFuture.runAsync(changer, task -> Thread.ofPlatform().start(task));
    }

    private void after(int changes) {
        soon().pollInterval(Duration.ofMillis(10)).until(() -> done.get() >= changes);
        assertThat(done.get()).isLessThan(CHANGES);
    }

    private void changesGoOnWhileKafkaIsFrozen() throws Exception {
        try (Frozen _ = new Frozen(Stack.shared(), "kafka")) {
            after(done.get() + 50);
        }
    }

    private static void assertAgreed(GroupsProcess service, Visitor oscar) throws Exception {
        JsonPath report =
                new JsonPath(service.send("POST", "/operator/check", oscar.token(), "{}").body());
        assertThat(report.getList("differences")).isEmpty();
        assertThat(report.getLong("underWay")).isZero();
        assertThat(report.getLong("records")).isGreaterThan(CHANGERS * 2);
    }

    private void assertAsAnswered(GroupsProcess service, Visitor alice, Changer changer)
            throws Exception {
        String path = "/groups/" + changer.group();
        Set<String> expected = new TreeSet<>(changer.members());
        expected.add(alice.name());
        JsonPath members =
                new JsonPath(service.send("GET", path + "/members", alice.token(), "").body());
        assertThat(members.<String>getList("members.user")).containsExactlyElementsOf(expected);
        assertThat(membersOnTheLog(changer.group())).isEqualTo(expected);
        // Each change is one version and one message, however often it was relayed.
        long version =
                new JsonPath(service.send("GET", path, alice.token(), "").body())
                        .getLong("version");
        soon().untilAsserted(() ->
                assertThat(
                                Told.archived(changer.group()).stream()
                                        .map(message -> message.getString("id"))
                                        .distinct())
                        .hasSize((int) version));
    }

    /** As a replay finds them, the way the broker does. */
    private Set<String> membersOnTheLog(String group) {
        Set<String> members = new TreeSet<>();
        Told.replay(configuration.get("parley.groups.access-topic"))
                .forEach((key, value) -> {
                    String prefix = "member/" + group + "/";
                    if (key.startsWith(prefix) && value.contains("\"role\":"))
                        members.add(key.substring(prefix.length()));
                });
        return members;
    }

    @Test
    void aServiceThatIsThereFirstSaysWhatItWaitsFor() throws Exception {
        try (GroupsProcess service = new GroupsProcess(configuration, "groups-first-" + unique)) {
            soon().untilAsserted(() ->
                    assertThat(service.readiness())
                            .contains("DOWN")
                            .contains("waiting to migrate PostgreSQL")
                            .containsIgnoringCase("refused"));
            startPostgres();
            soon().until(service::isReady);
        }
    }

    private void startPostgres() throws IOException {
        postgres.start();
        soon().until(() -> {
            if (!postgres.isAlive()) postgres.start();
            return postgres.answers();
        });
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(120))
                .ignoreExceptionsInstanceOf(IOException.class)
                .pollInterval(Duration.ofMillis(200));
    }
}

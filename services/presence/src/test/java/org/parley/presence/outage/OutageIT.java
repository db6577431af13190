package org.parley.presence.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.presence.Phone;
import org.parley.presence.PresenceUnderTest;
import org.parley.presence.Told;
import org.parley.presence.Visitor;
import org.parley.testkit.Kill;
import org.parley.testkit.OwnPostgres;
import org.parley.testkit.Stack;

/** Whatever is killed: in the end it is told who is there, and nobody was offline who was not. */
class OutageIT {

    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final Kill kill = new Kill(Stack.shared());
    private final List<Phone> phones = new ArrayList<>();
    private OwnPostgres postgres;
    private Map<String, String> configuration;

    @BeforeEach
    void ownPostgres() throws Exception {
        kill.awaitReady("kafka");
        kill.awaitReady("broker");
        postgres = new OwnPostgres();
        configuration = PresenceUnderTest.environment(postgres.database());
        // Enough for a phone to come back after the broker.
        configuration.put("parley.presence.upheaval", "30s");
    }

    @AfterEach
    void stop() {
        postgres.close();
        kill.awaitReady("kafka");
        kill.awaitReady("broker");
        phones.forEach(Phone::close);
    }

    private PresenceProcess service(String name) throws IOException {
        return new PresenceProcess(configuration, "presence-" + name + "-" + unique);
    }

    private Phone phone(Visitor owner) {
        Phone phone =
                new Phone(configuration.get("parley.presence.presence-topic"), owner, "phone");
        phones.add(phone);
        return phone;
    }

    private List<Visitor> people(int count) {
        return IntStream.range(0, count).mapToObj(i -> Visitor.named("user" + i)).toList();
    }

    private static void assertTold(Visitor who, String... states) {
        assertThat(Told.states(who.name())).as(who.name()).containsExactly(states);
    }

    @Test
    void aServiceThatIsThereFirstSaysWhatItWaitsFor() throws Exception {
        try (PresenceProcess service = service("first")) {
            soon().untilAsserted(() ->
                    assertThat(service.readiness())
                            .contains("DOWN")
                            .contains("waiting to migrate PostgreSQL")
                            .containsIgnoringCase("refused"));
            startPostgres();
            soon().until(service::isReady);
        }
    }

    @Test
    void afterAKillWhatIsTrueIsToldAndNothingTwice() throws Exception {
        startPostgres();
        List<Visitor> people = people(4);
        try (PresenceProcess service = service("killed")) {
            for (Visitor one : people) phone(one).comes();
            soon().untilAsserted(() -> people.forEach(one -> assertTold(one, "online")));
            awaitKept(people.size());

            service.kill();
            phones.get(0).vanishes();
            phones.get(1).goes();
            service.start();

            soon().untilAsserted(() -> assertTold(people.get(0), "online", "offline"));
            soon().untilAsserted(() -> assertTold(people.get(1), "online", "offline"));
            assertTold(people.get(2), "online");
            assertTold(people.get(3), "online");
        }
    }

    /** Written by then; what is not would be read again from the log. */
    private void awaitKept(int users) {
        soon().untilAsserted(() -> {
            try (var connection = postgres.database().connect();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT count(*) FROM device")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(users);
            }
        });
    }

    @Test
    void ofTwoInstancesTheOtherGoesOnAndOneThatWasFrozenSaysNothingOld() throws Exception {
        startPostgres();
        List<Visitor> people = people(8);
        try (PresenceProcess one = service("one");
                PresenceProcess other = service("other")) {
            for (Visitor each : people) phone(each).comes();
            soon().untilAsserted(() -> people.forEach(each -> assertTold(each, "online")));

            one.freeze();
            for (int i = 0; i < 4; i++) phones.get(i).goes();
            soon().untilAsserted(() ->
                    people.subList(0, 4).forEach(each -> assertTold(each, "online", "offline")));
            for (int i = 0; i < 2; i++) phones.get(i).comes();
            soon().untilAsserted(() ->
                    people.subList(0, 2)
                            .forEach(each -> assertTold(each, "online", "offline", "online")));
            one.wake();
            phones.get(4).goes();
            soon().untilAsserted(() -> assertTold(people.get(4), "online", "offline"));

            other.kill();
            phones.get(5).goes();
            soon().untilAsserted(() -> assertTold(people.get(5), "online", "offline"));
            people.subList(0, 2).forEach(each -> assertTold(each, "online", "offline", "online"));
            people.subList(2, 4).forEach(each -> assertTold(each, "online", "offline"));
            people.subList(6, 8).forEach(each -> assertTold(each, "online"));
            soon().untilAsserted(() -> {
                assertThat(answer(one, people.get(0))).isEqualTo("online");
                assertThat(answer(one, people.get(5))).isEqualTo("offline");
            });
        }
    }

    private static String answer(PresenceProcess service, Visitor who) throws Exception {
        return new JsonPath(service.send("GET", "/presence/" + who, who.token(), "").body())
                .getString("state");
    }

    @Test
    void aBrokerThatIsKilledTurnsNobodyOfflineWhoComesBack() throws Exception {
        startPostgres();
        List<Visitor> people = people(4);
        try (PresenceProcess _ = service("broker")) {
            for (Visitor one : people) phone(one).comes();
            soon().untilAsserted(() -> people.forEach(one -> assertTold(one, "online")));

            kill.minus9("broker");
            kill.awaitReady("broker");
            for (int i = 0; i < 3; i++) comesBack(phones.get(i));

            soon().untilAsserted(() -> assertTold(people.get(3), "online", "offline"));
            people.subList(0, 3).forEach(one -> assertTold(one, "online"));
        }
    }

    private static void comesBack(Phone phone) {
        soon().ignoreExceptions()
                .until(() -> {
                    phone.comes();
                    return true;
                });
    }

    @Test
    void whileKafkaAndPostgresAreKilledPeopleComeAndGoAndInTheEndItIsRight() throws Exception {
        startPostgres();
        List<Visitor> people = people(6);
        try (PresenceProcess service = service("all")) {
            for (int i = 0; i < 4; i++) phone(people.get(i)).comes();
            soon().untilAsserted(
                            () -> people.subList(0, 4).forEach(one -> assertTold(one, "online")));

            postgres.kill();
            phones.get(0).goes();
            // It is told although it cannot be kept.
            soon().untilAsserted(() -> assertTold(people.get(0), "online", "offline"));
            kill.minus9("kafka");
            phones.get(1).vanishes();
            startPostgres();
            kill.awaitReady("kafka");
            phone(people.get(4)).comes();
            service.kill();
            phone(people.get(5)).comes();
            service.start();

            soon().untilAsserted(() -> {
                assertThat(Told.states(people.get(0).name())).endsWith("offline");
                assertThat(Told.states(people.get(1).name())).endsWith("offline");
                for (int i : new int[] {2, 3, 4, 5})
                    assertThat(Told.states(people.get(i).name())).endsWith("online");
            });
            for (int i : new int[] {2, 3})
                assertThat(Told.states(people.get(i).name())).doesNotContain("offline");
            soon().untilAsserted(() -> {
                assertThat(answer(service, people.get(1))).isEqualTo("offline");
                assertThat(answer(service, people.get(5))).isEqualTo("online");
            });
        }
    }

    @Test
    void whatWasAnsweredOfSettingsHoldsOnTheLogAndInTheDatabaseWhateverIsKilled() throws Exception {
        startPostgres();
        Visitor bob = Visitor.named("bob");
        String topic = configuration.get("parley.presence.access-topic");
        try (PresenceProcess service = service("settings")) {
            soon().until(service::isReady);
            List<String> all = List.of("everyone", "nobody", "contacts");
            for (int i = 0; i < 30; i++) {
                if (i == 8) {
                    service.kill();
                    service.start();
                }
                if (i == 16) postgres.kill();
                if (i == 17) startPostgres();
                if (i == 24) kill.minus9("kafka");
                set(service, bob, all.get(i % 3));
            }
            assertThat(Told.access(topic).get("presence/" + bob)).contains("\"contacts\"");
            // One that was not answered: both or neither in the end.
            service.send("PUT", "/settings", bob.token(), "{\"visibility\":\"nobody\"}");
            service.kill();
            service.start();
            soon().until(service::isReady);
            String holds =
                    new JsonPath(service.send("GET", "/settings", bob.token(), "").body())
                            .getString("visibility");
            soon().untilAsserted(() ->
                    assertThat(Told.access(topic).get("presence/" + bob))
                            .contains("\"" + holds + "\""));
        }
    }

    /** Until it is answered; without PostgreSQL nothing is. */
    private void set(PresenceProcess service, Visitor bob, String visibility) throws Exception {
        if (!postgres.isAlive()) return;
        soon().ignoreExceptions()
                .until(() -> {
                    HttpResponse<String> answer =
                            service.send(
                                    "PUT",
                                    "/settings",
                                    bob.token(),
                                    "{\"visibility\":\"" + visibility + "\"}");
                    return answer.statusCode() == 200;
                });
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
                .pollInterval(Duration.ofMillis(300));
    }
}

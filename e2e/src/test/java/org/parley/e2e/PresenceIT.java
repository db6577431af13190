package org.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bob comes and goes in every way there is; alice watches, and mallory would like to. */
class PresenceIT {

    private static final String ONLINE = "{\"state\":\"online\"}";
    private static final String OFFLINE = "{\"state\":\"offline\"}";

    /** What docs/protocol.md promises, and what a busy machine takes. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private static final Duration SLOW = Duration.ofSeconds(15);

    /**
     * The broker delays it by up to 5 s, looks once a second whose time it is, and the bridge
     * stamps what comes then.
     */
    private static final Duration WILL = Duration.ofSeconds(7);

    private final Parley parley = Parley.running();
    private final Person alice = parley.person("alice");
    private final Person bob = parley.person("bob");
    private final Person mallory = parley.person("mallory");

    /** They have a conversation, and the broker has not just been started. */
    @BeforeEach
    void aliceKnowsBob() throws Exception {
        parley.awaitAllReady();
        alice.online();
        alice.says(bob, Messages.text(Messages.id(), "hello"));
        await().ignoreExceptions()
                .until(() -> {
                    alice.subscribe(topic(bob));
                    return true;
                });
        await().atMost(Duration.ofSeconds(100)).until(() -> !isHeld());
    }

    private boolean isHeld() throws Exception {
        HttpResponse<String> metrics =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(parley.presenceUrl() + "/q/metrics"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        return metrics.body().lines().noneMatch(line -> line.equals("parley_presence_held 0.0"));
    }

    @AfterEach
    void hangUp() {
        Stream.of(alice, bob, mallory).forEach(Person::close);
    }

    private static String topic(Person person) {
        return "presence/" + person.name();
    }

    private static String topic(Person person, String device) {
        return topic(person) + "/" + device;
    }

    /** What somebody was told of another, in order. */
    private static List<JsonNode> seen(Person by, Person of) {
        return by.inbox().stream()
                .filter(a -> a.topic().equals(topic(of)))
                .map(Person.Arrived::json)
                .toList();
    }

    private static List<String> states(Person by, Person of) {
        return seen(by, of).stream().map(one -> one.path("state").asText()).toList();
    }

    private void awaitOnline() {
        await().untilAsserted(() -> assertThat(states(alice, bob)).containsExactly("online"));
    }

    /** He went then; alice learns it after the grace and within a bound. */
    private void assertOffline(Instant went, Duration most) {
        await().atMost(most.plus(SLOW))
                .untilAsserted(
                        () -> assertThat(states(alice, bob)).containsExactly("online", "offline"));
        assertThat(Instant.now()).isAfter(went.plus(GRACE).minusSeconds(1));
    }

    private void assertLastSeen(Instant went, Duration atMost) {
        assertThat(Instant.parse(seen(alice, bob).getLast().path("lastSeen").asText()))
                .isBetween(went.minusSeconds(6), went.plus(atMost));
    }

    private Mosquitto mosquitto(String device) {
        return Mosquitto.talking(
                        bob,
                        device,
                        topic(bob, device),
                        "--will-topic",
                        topic(bob, device),
                        "--will-payload",
                        OFFLINE,
                        "--will-qos",
                        "1")
                .says(ONLINE);
    }

    @Test
    void whoDisconnectsInOrderIsOfflineAfterTheGrace() {
        try (Mosquitto phone = mosquitto("phone")) {
            awaitOnline();
            phone.says(OFFLINE).hangsUp();
            Instant went = Instant.now();

            assertOffline(went, GRACE);
            assertLastSeen(went, Duration.ofSeconds(5));
            await().untilAsserted(() ->
                    assertThat(PresenceAnswers.as(alice).stateOf(bob)).isEqualTo("offline"));
        }
    }

    @Test
    void aKilledClientIsOfflineAfterTheGrace() {
        try (Mosquitto phone = mosquitto("phone")) {
            awaitOnline();
            phone.dies();
            Instant went = Instant.now();

            assertOffline(went, GRACE);
            assertLastSeen(went, WILL);
        }
    }

    @Test
    void aSocketThatIsCutIsOfflineAfterTheGrace() throws Exception {
        try (RawPhone phone = new RawPhone(bob, "phone", 60).says("online")) {
            awaitOnline();
            phone.isCut();
            Instant went = Instant.now();

            assertOffline(went, GRACE);
            assertLastSeen(went, WILL);
        }
    }

    @Test
    void aNetworkThatIsGoneWithoutAWordIsMissedAfterTheKeepAlive() throws Exception {
        int keepAlive = 6;
        try (RawPhone _ = new RawPhone(bob, "phone", keepAlive).says("online")) {
            awaitOnline();
            Instant went = Instant.now();

            assertOffline(went, GRACE.plusSeconds(keepAlive * 3 / 2 + 5));
            assertLastSeen(went, Duration.ofSeconds(keepAlive * 3 / 2 + 5));
        }
    }

    @Test
    void aSocketThatIsCutAndComesBackIsNotSeen() throws Exception {
        RawPhone phone = new RawPhone(bob, "phone", 60).says("online");
        awaitOnline();
        phone.isCut();
        try (RawPhone _ = new RawPhone(bob, "phone", 60).says("online");
                RawPhone other = new RawPhone(mallory, "phone", 60).says("online")) {
            PresenceAnswers watching = PresenceAnswers.as(mallory);
            await().until(() -> watching.stateOf(mallory).equals("online"));
            other.isCut();
            // Whoever went at the same time and stays away is offline by then.
            await().until(() -> watching.stateOf(mallory).equals("offline"));

            assertThat(states(alice, bob)).containsExactly("online");
        }
    }

    @Test
    void ofTwoDevicesOneThatGoesLeavesTheOther() throws Exception {
        try (Mosquitto phone = mosquitto("phone")) {
            awaitOnline();
            try (RawPhone laptop = new RawPhone(bob, "laptop", 120).says("away")) {
                phone.dies();

                await().untilAsserted(() ->
                        assertThat(states(alice, bob)).containsExactly("online", "away"));
                laptop.says("online");
                await().untilAsserted(() ->
                        assertThat(states(alice, bob)).containsExactly("online", "away", "online"));
            }
        }
    }

    @Test
    void aBrokerThatIsKilledIsNotSeenButByThoseWhoDoNotComeBack() throws Exception {
        try (Person watcher = parley.person("watcher").reconnecting();
                Person carol = parley.person("carol");
                Mosquitto phone = mosquitto("phone");
                RawPhone carols = new RawPhone(carol, "phone", 60).says("online")) {
            PresenceAnswers.as(bob).shows("everyone");
            PresenceAnswers.as(carol).shows("everyone");
            watcher.online();
            sees(watcher, bob);
            sees(watcher, carol);

            parley.kill("broker");
            parley.awaitReady("broker");
            Instant back = Instant.now();
            phone.dies();
            carols.isCut();
            await().ignoreExceptions()
                    .until(() -> {
                        mosquittoAgain();
                        return true;
                    });

            // 60 s, and a list each 5 s
            await().atMost(Duration.ofSeconds(65).plus(SLOW).plus(SLOW))
                    .untilAsserted(() ->
                            assertThat(states(watcher, carol).getLast()).isEqualTo("offline"));
            assertThat(Instant.now()).isAfter(back.plusSeconds(30));
            // Subscribing anew may have brought the same again.
            assertThat(states(watcher, bob)).containsOnly("online");
            // This one came back, and is killed now.
            again.dies();
            await().untilAsserted(
                            () -> assertThat(states(watcher, bob).getLast()).isEqualTo("offline"));
        }
    }

    private Mosquitto again;

    private void mosquittoAgain() {
        again = mosquitto("phone");
        await().atMost(Duration.ofSeconds(2)).until(() -> again.lines().isEmpty());
    }

    private static void sees(Person watcher, Person other) {
        await().ignoreExceptions()
                .until(() -> {
                    watcher.subscribe(topic(other));
                    return true;
                });
        await().until(() -> states(watcher, other).contains("online"));
    }

    @Test
    void whoHidesIsNotSeenAnyMoreByWhoWatched() {
        try (Mosquitto phone = mosquitto("phone")) {
            awaitOnline();
            PresenceAnswers.as(bob).shows("nobody");
            assertThat(PresenceAnswers.as(alice).stateOf(bob)).isEqualTo("nothing");
            awaitRefusal(alice, bob);
            int before = seen(alice, bob).size();

            phone.says("{\"state\":\"away\"}");
            awaitBobSeesHimselfAway();

            assertThat(seen(alice, bob)).hasSize(before);
        }
    }

    @Test
    void whoIsBlockedSeesNothingAnyMore() {
        try (Mosquitto phone = mosquitto("phone")) {
            awaitOnline();
            PresenceAnswers.as(bob).shows("everyone");
            GroupAnswers.as(bob).block(alice);
            awaitRefusal(alice, bob);
            int before = seen(alice, bob).size();
            await().untilAsserted(() ->
                    assertThat(PresenceAnswers.as(alice).stateOf(bob)).isEqualTo("nothing"));

            phone.says("{\"state\":\"away\"}");
            awaitBobSeesHimselfAway();

            assertThat(seen(alice, bob)).hasSize(before);
        }
    }

    /** On another of his devices: one sees oneself, whatever is set. */
    private void awaitBobSeesHimselfAway() {
        try (Person tablet = parley.device(bob, "tablet").connect()) {
            tablet.subscribe(topic(bob));
            await().until(() -> states(tablet, bob).contains("away"));
        }
    }

    /** The broker knows it by then; a subscription before that is ended. */
    private static void awaitRefusal(Person watcher, Person other) {
        await().until(() -> {
            try {
                watcher.subscribe(topic(other));
                return false;
            } catch (Mqtt5SubAckException e) {
                return true;
            }
        });
    }

    @Test
    void everyoneSeesWhoShowsHimselfToEveryone() {
        try (Mosquitto _ = mosquitto("phone")) {
            awaitOnline();
            mallory.online();
            assertThatThrownBy(() -> mallory.subscribe(topic(bob)))
                    .isInstanceOf(Mqtt5SubAckException.class);
            assertThat(PresenceAnswers.as(mallory).stateOf(bob)).isEqualTo("nothing");

            PresenceAnswers.as(bob).shows("everyone");

            sees(mallory, bob);
            assertThat(PresenceAnswers.as(mallory).stateOf(bob)).isEqualTo("online");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "presence/#",
                "presence/+",
                "presence/+/+",
                "presence/+/phone",
                "presence/%s",
                "presence/%s/#",
                "presence/%s/+",
                "presence/%s/phone",
                "$share/all/presence/%s",
                "$share/all/presence/#",
                "+/%s",
                "#"
            })
    void aSnooperGetsNothingAlsoNoRetainedMessage(String filter) {
        try (Mosquitto _ = mosquitto("phone")) {
            awaitOnline();
            try (Mosquitto snooper =
                    Mosquitto.subscribe(
                            mallory, "snoop", filter.formatted(bob.name()), "-V", "mqttv5")) {
                await().until(snooper::isAnswered);
                // What alice gets after it, mallory would have got before.
                alice.says(alice, Messages.text(Messages.id(), "note"));
                await().until(() -> !alice.heardFrom(alice).isEmpty());

                assertThat(snooper.received()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"presence/%s", "presence/%s/phone"})
    void nobodySpeaksForBob(String topic) {
        try (Mosquitto _ = mosquitto("phone")) {
            awaitOnline();
            var outcome =
                    Mosquitto.publish(
                            mallory, "fake", topic.formatted(bob.name()), OFFLINE, "-V", "mqttv5");

            assertThat(outcome.output()).containsIgnoringCase("not authorized");
            assertThat(states(alice, bob)).containsExactly("online");
        }
    }
}

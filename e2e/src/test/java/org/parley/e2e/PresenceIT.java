package org.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.parley.e2e.Presences.OFFLINE;
import static org.parley.e2e.Presences.awaitNotHeld;
import static org.parley.e2e.Presences.phoneOf;
import static org.parley.e2e.Presences.seen;
import static org.parley.e2e.Presences.sees;
import static org.parley.e2e.Presences.states;
import static org.parley.e2e.Presences.topic;

import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bob comes and goes in every way there is; alice watches, and mallory would like to. */
@Execution(ExecutionMode.CONCURRENT)
class PresenceIT {

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
    void aliceKnowsBob() {
        parley.awaitAllReady();
        alice.online();
        alice.says(bob, Messages.text(Messages.id(), "hello"));
        await().ignoreExceptions()
                .until(() -> {
                    alice.subscribe(topic(bob));
                    return true;
                });
        awaitNotHeld(parley);
    }

    @AfterEach
    void hangUp() {
        Stream.of(alice, bob, mallory).forEach(Person::close);
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

    @Test
    void whoDisconnectsInOrderIsOfflineAfterTheGrace() {
        try (Mosquitto phone = phoneOf(bob)) {
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
        try (Mosquitto phone = phoneOf(bob)) {
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
        try (Mosquitto phone = phoneOf(bob)) {
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
    void whoHidesIsNotSeenAnyMoreByWhoWatched() {
        try (Mosquitto phone = phoneOf(bob)) {
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
        try (Mosquitto phone = phoneOf(bob)) {
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
        try (Mosquitto _ = phoneOf(bob)) {
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
        try (Mosquitto _ = phoneOf(bob)) {
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
        try (Mosquitto _ = phoneOf(bob)) {
            awaitOnline();
            var outcome =
                    Mosquitto.publish(
                            mallory, "fake", topic.formatted(bob.name()), OFFLINE, "-V", "mqttv5");

            assertThat(outcome.output()).containsIgnoringCase("not authorized");
            assertThat(states(alice, bob)).containsExactly("online");
        }
    }
}

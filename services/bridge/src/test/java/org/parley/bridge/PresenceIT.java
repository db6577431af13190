package org.parley.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.bridge.RawDevice.Login;
import org.parley.contracts.KafkaTopic;
import org.parley.testkit.Log;
import org.parley.testkit.Stack;

/** What devices say of themselves, and what the broker says for them when they are gone. */
class PresenceIT {

    private static final Stack STACK = Stack.shared();
    private static final Log LOG = new Log(STACK);
    private static final BridgeProcess BRIDGE = new BridgeProcess(STACK);

    private final String alice = STACK.aUser("alice");

    @BeforeAll
    static void start() {
        BRIDGE.start().awaitReady();
    }

    @AfterAll
    static void stop() {
        BRIDGE.close();
    }

    private RawDevice online(Login login) {
        RawDevice device = new RawDevice(STACK, login).says("online");
        awaitStates("online");
        return device;
    }

    private List<JsonNode> records() {
        return LOG.withKey(KafkaTopic.PRESENCE, alice).stream()
                .map(record -> json(record.value()))
                .toList();
    }

    private List<String> states() {
        return records().stream().map(record -> record.path("state").asText()).toList();
    }

    private void awaitStates(String... states) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(states()).containsExactly(states));
    }

    /** Whatever the device was to say is on the log when what it said afterwards is. */
    private void assertNothingMoreThan(String... states) {
        Person later = new Person(STACK, "later");
        later.publishes(
                        "presence/" + later.name + "/test",
                        "{\"state\":\"online\"}".getBytes(StandardCharsets.UTF_8))
                .join();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !LOG.withKey(KafkaTopic.PRESENCE, later.name).isEmpty());
        assertThat(states()).containsExactly(states);
        later.close();
    }

    @Test
    void whatADeviceSaysIsOnTheLogUnderItsUser() {
        Instant before = Instant.now().minusMillis(1);
        try (RawDevice phone = online(Login.of(alice))) {
            phone.says("away");
            awaitStates("online", "away");
        }

        JsonNode first = records().getFirst();
        assertThat(first.path("user").asText()).isEqualTo(alice);
        assertThat(first.path("device").asText()).isEqualTo("phone");
        assertThat(Instant.parse(first.path("receivedAt").asText())).isAfterOrEqualTo(before);
        assertThat(first.properties()).hasSize(4);
    }

    static Stream<Arguments> deaths() {
        return Stream.of(
                Arguments.of("killed", 60, (Consumer<RawDevice>) RawDevice::isKilled),
                Arguments.of("reset", 60, (Consumer<RawDevice>) RawDevice::isReset),
                // One and a half times its keep alive, and nothing was heard of it.
                Arguments.of("silent", 1, (Consumer<RawDevice>) device -> {}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deaths")
    void ofADeviceThatDiesTheBrokerSaysItsWill(
            String how, int keepAlive, Consumer<RawDevice> death) {
        RawDevice phone = online(Login.of(alice).keepAlive(keepAlive));

        death.accept(phone);

        awaitStates("online", "offline");
        phone.close();
    }

    @Test
    void ofADeviceThatSaidGoodbyeTheBrokerSaysNothing() {
        RawDevice phone = online(Login.of(alice));
        phone.says("offline");

        phone.disconnects();

        assertNothingMoreThan("online", "offline");
    }

    /** Its Will waits up to 5 s, or goes out while the next connection is made. */
    @Test
    void aDeviceThatConnectsAnewIsNotSaidToBeOfflineAfterItsNewWord() {
        RawDevice last = online(Login.of(alice));
        for (int i = 0; i < 10; i++) {
            RawDevice next = new RawDevice(STACK, Login.of(alice)).says("away");
            last.close();
            last = next;
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> states().stream().filter("away"::equals).count() == 10);

        await().pollDelay(Duration.ofSeconds(6)).until(() -> true);
        assertThat(states().getFirst()).isEqualTo("online");
        assertThat(states().getLast()).isEqualTo("away");
        assertThat(states()).filteredOn(state -> state.equals("away")).hasSize(10);
        assertThat(states()).filteredOn(state -> state.equals("offline")).hasSizeLessThan(10);
        last.close();
    }

    @Test
    void aDelayedWillComesWhenItsDelayIsOver() {
        RawDevice phone = online(Login.of(alice).willDelay(3));
        Instant died = Instant.now();

        phone.isKilled();

        awaitStates("online", "offline");
        assertThat(Instant.parse(records().getLast().path("receivedAt").asText()))
                .isBetween(died.plusSeconds(2), died.plusSeconds(10));
    }

    @Test
    void aDelayedWillIsDroppedIfTheDeviceComesBack() {
        RawDevice phone = online(Login.of(alice).willDelay(2));
        phone.isReset();
        RawDevice back = new RawDevice(STACK, Login.of(alice).willDelay(2)).says("away");

        await().pollDelay(Duration.ofSeconds(4)).until(() -> true);

        assertNothingMoreThan("online", "away");
        back.says("offline").disconnects();
    }

    @Test
    void aWillOfLowestQualityWaitsForABridgeThatIsAway() {
        RawDevice phone = online(Login.of(alice).willQos(0));
        BRIDGE.kill();
        try {
            phone.isKilled();
        } finally {
            BRIDGE.start().awaitReady();
        }

        awaitStates("online", "offline");
    }

    @Test
    void aDeviceThatSaysNoStateIsRejectedAndTold() {
        Person person = new Person(STACK, "bob");
        String topic = "presence/" + person.name + "/test";
        person.publishes(topic, "{\"state\":\"busy\"}".getBytes(StandardCharsets.UTF_8)).join();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> LOG.withKey(KafkaTopic.REJECTED, person.name).size() == 1);
        await().until(() -> !person.heard("chat/" + person.name + "/server").isEmpty());
        JsonNode notice = json(person.heard("chat/" + person.name + "/server").getFirst());
        assertThat(notice.path("topic").asText()).isEqualTo(topic);
        assertThat(notice.path("reason").asText())
                .isEqualTo("state is \"busy\"; it must be online, away or offline");
        assertThat(LOG.withKey(KafkaTopic.PRESENCE, person.name)).isEmpty();
        person.close();
    }

    @Test
    void whatTheServiceSaysOfAUserWaitsForWhoeverLooks() {
        String topic = "presence/" + alice;
        Person looker = Person.named(STACK, alice);
        for (String state : List.of("online", "away", "away")) outbound(topic, state);
        String end = "chat/" + alice + "/server";
        outbound(end, "end");
        await().atMost(Duration.ofSeconds(30)).until(() -> !looker.heard(end).isEmpty());
        looker.looksAt(topic);

        await().atMost(Duration.ofSeconds(30)).until(() -> !looker.heard(topic).isEmpty());
        outbound(topic, "offline");
        await().atMost(Duration.ofSeconds(30)).until(() -> looker.heard(topic).size() > 1);
        assertThat(looker.heard(topic))
                .containsExactly("{\"state\":\"away\"}", "{\"state\":\"offline\"}");
        looker.close();
    }

    private void outbound(String topic, String state) {
        LOG.write(
                KafkaTopic.OUTBOUND,
                alice,
                "{\"topic\":\"%s\",\"retain\":%s,\"payload\":{\"state\":\"%s\"}}"
                        .formatted(topic, topic.startsWith("presence/"), state));
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }
}

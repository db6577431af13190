package org.parley.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.contracts.KafkaTopic;
import org.parley.testkit.Frozen;
import org.parley.testkit.Kill;
import org.parley.testkit.Log;
import org.parley.testkit.Stack;

/** Whatever is away, nothing that a PUBACK promised is lost, and the order of a sender stays. */
class OutageIT {

    private static final Stack STACK = Stack.shared();
    private static final Log LOG = new Log(STACK);
    private static final Kill KILL = new Kill(STACK);

    private final BridgeProcess bridge = new BridgeProcess(STACK);
    private final Dialogue dialogue = new Dialogue(STACK);

    @AfterEach
    void hangUp() {
        dialogue.close();
        bridge.close();
    }

    @Test
    void whatIsPublishedWhileKafkaStandsStillIsOnTheLogAfterwards() {
        bridge.withHeap("72m").start().awaitReady();
        dialogue.sends(20);
        try (Frozen _ = new Frozen(STACK, "kafka")) {
            // More than its heap could hold.
            List<Person> crowd =
                    Stream.generate(() -> new Person(STACK, "carol")).limit(9).toList();
            crowd.parallelStream().forEach(person -> saysALot(person, 150));
            crowd.forEach(Person::close);
            dialogue.sends(180);
            await().atMost(Duration.ofSeconds(30)).until(() -> !bridge.isReady());
            assertThat(bridge.readiness()).contains("does not answer as it should");
            assertThat(bridge.isLive()).isTrue();
            assertThat(bridge.metric("parley_bridge_in_flight")).isBetween(1.0, 1_000.0);
        }

        dialogue.isOnTheLogInOrder();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> LOG.read(KafkaTopic.MESSAGES, this::isForBob).size() >= 200 + 9 * 150);
        assertThat(bridge.isAlive()).isTrue();
        bridge.awaitReady();
    }

    @Test
    void whenTheBridgeIsKilledWhileKafkaStandsStillNothingIsLost() {
        bridge.start().awaitReady();
        dialogue.sends(20);
        try (Frozen _ = new Frozen(STACK, "kafka")) {
            dialogue.sends(130);
            bridge.kill();
            dialogue.sends(110);
            bridge.start();
        }

        dialogue.isOnTheLogInOrder();
    }

    @Test
    void whenKafkaIsKilledNothingIsLost() {
        bridge.start().awaitReady();
        dialogue.sends(50);
        KILL.minus9("kafka");
        dialogue.sends(150);
        KILL.awaitReady("kafka");

        dialogue.isOnTheLogInOrder();
    }

    @Test
    void whenTheBrokerIsKilledTheBridgeComesBackByItself() {
        bridge.start().awaitReady();
        dialogue.sends(50);
        KILL.minus9("broker");
        await().until(() -> !bridge.isReady());
        KILL.awaitReady("broker");
        bridge.awaitReady();
        dialogue.sends(50);

        dialogue.isOnTheLogInOrder();
    }

    @Test
    void whatServicesSayWhileTheBrokerIsAwayIsPublishedAfterwards() {
        bridge.start().awaitReady();
        String topic = "chat/" + dialogue.alice.name + "/server";
        KILL.minus9("broker");
        for (int n = 0; n < 20; n++)
            LOG.write(
                    KafkaTopic.OUTBOUND,
                    dialogue.alice.name,
                    "{\"topic\":\"" + topic + "\",\"retain\":false,\"payload\":{\"n\":" + n + "}}");
        KILL.awaitReady("broker");

        List<String> expected = IntStream.range(0, 20).mapToObj(n -> "{\"n\":" + n + "}").toList();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(new LinkedHashSet<>(dialogue.alice.heard(topic)))
                                .containsExactlyElementsOf(expected));
    }

    @Test
    void renewalsOfTheTokenLoseNothingAndRepeatNothing() {
        renewedEvery(3).start().awaitReady();
        for (int i = 0; i < 10; i++) {
            dialogue.sends(25);
            Pause.of(Duration.ofSeconds(1));
        }
        await().until(() -> connections() >= 3);

        dialogue.isOnTheLogExactlyOnceInOrder();
    }

    @Test
    void aRenewalWhileKafkaStandsStillRepeatsNothing() {
        renewedEvery(5).start().awaitReady();
        try (Frozen _ = new Frozen(STACK, "kafka")) {
            dialogue.sends(100);
            await().atMost(Duration.ofSeconds(60)).until(() -> connections() >= 3);
            await().until(() -> bridge.metric("parley_bridge_repeated_total") > 0);
        }

        dialogue.isOnTheLogExactlyOnceInOrder();
    }

    @Test
    void withoutKeycloakTheBridgeStaysConnected() {
        renewedEvery(5).start().awaitReady();
        await().until(() -> connections() >= 2);
        try (Frozen _ = new Frozen(STACK, "keycloak")) {
            double before = connections();
            for (int i = 0; i < 20; i++) {
                dialogue.sends(5);
                Pause.of(Duration.ofSeconds(1));
            }
            assertThat(bridge.isReady()).isTrue();
            assertThat(connections()).isEqualTo(before);
            dialogue.isOnTheLogInOrder();
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> connections() >= 4);
    }

    private double connections() {
        return bridge.metric("parley_bridge_connected_total{part=\"inbound\"}");
    }

    /** The bridge, renewing its connection so many seconds after each login. */
    private BridgeProcess renewedEvery(long seconds) {
        String[] token = STACK.serviceToken(BridgeProcess.CLIENT).split("\\.");
        var claims = json(new String(Base64.getUrlDecoder().decode(token[1]), UTF_8));
        long life = claims.path("exp").asLong() - claims.path("iat").asLong();
        return bridge.with("PARLEY_BRIDGE_RENEWAL_MARGIN", life - seconds + "s");
    }

    private boolean isForBob(ConsumerRecord<String, String> record) {
        return record.key().contains(dialogue.bob.name);
    }

    private void saysALot(Person person, int messages) {
        String text = "x".repeat(60_000);
        for (int i = 0; i < messages; i++)
            person.says(dialogue.bob, "{\"message\":\"" + text + "\"}");
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

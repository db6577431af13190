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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.contracts.ConversationId;
import org.parley.contracts.KafkaTopic;
import org.parley.contracts.UserId;
import org.parley.testkit.Kill;
import org.parley.testkit.Log;
import org.parley.testkit.Stack;

/** Whatever is away, nothing that a PUBACK promised is lost, and the order of a sender stays. */
class OutageIT {

    private static final Stack STACK = Stack.shared();
    private static final Log LOG = new Log(STACK);
    private static final Kill KILL = new Kill(STACK);

    private final BridgeProcess bridge = new BridgeProcess(STACK);
    private final Person alice = new Person(STACK, "alice");
    private final Person bob = new Person(STACK, "bob");
    private int sent;

    @AfterEach
    void hangUp() {
        alice.close();
        bob.close();
        bridge.close();
    }

    @Test
    void whatIsPublishedWhileKafkaStandsStillIsOnTheLogAfterwards() {
        bridge.withHeap("72m").start().awaitReady();
        sends(20);
        try (Frozen _ = new Frozen("kafka")) {
            // More than its heap could hold.
            List<Person> crowd =
                    Stream.generate(() -> new Person(STACK, "carol")).limit(9).toList();
            crowd.parallelStream().forEach(person -> saysALot(person, 150));
            crowd.forEach(Person::close);
            sends(180);
            await().atMost(Duration.ofSeconds(30)).until(() -> !bridge.isReady());
            assertThat(bridge.readiness()).contains("does not answer as it should");
            assertThat(bridge.isLive()).isTrue();
            assertThat(bridge.metric("parley_bridge_in_flight")).isBetween(1.0, 1_000.0);
        }

        allIsOnTheLogInOrder();
        assertThat(bridge.isAlive()).isTrue();
        bridge.awaitReady();
    }

    @Test
    void whenTheBridgeIsKilledWhileKafkaStandsStillNothingIsLost() {
        bridge.start().awaitReady();
        sends(20);
        try (Frozen _ = new Frozen("kafka")) {
            sends(130);
            bridge.kill();
            sends(110);
            bridge.start();
        }

        allIsOnTheLogInOrder();
    }

    @Test
    void whenKafkaIsKilledNothingIsLost() {
        bridge.start().awaitReady();
        sends(50);
        KILL.minus9("kafka");
        sends(150);
        KILL.awaitReady("kafka");

        allIsOnTheLogInOrder();
    }

    @Test
    void whenTheBrokerIsKilledTheBridgeComesBackByItself() {
        bridge.start().awaitReady();
        sends(50);
        KILL.minus9("broker");
        await().until(() -> !bridge.isReady());
        KILL.awaitReady("broker");
        bridge.awaitReady();
        sends(50);

        allIsOnTheLogInOrder();
    }

    @Test
    void whatServicesSayWhileTheBrokerIsAwayIsPublishedAfterwards() {
        bridge.start().awaitReady();
        String topic = "chat/" + alice.name + "/server";
        KILL.minus9("broker");
        for (int n = 0; n < 20; n++)
            LOG.write(
                    KafkaTopic.OUTBOUND,
                    alice.name,
                    "{\"topic\":\"" + topic + "\",\"retain\":false,\"payload\":{\"n\":" + n + "}}");
        KILL.awaitReady("broker");

        List<String> expected = IntStream.range(0, 20).mapToObj(n -> "{\"n\":" + n + "}").toList();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(new LinkedHashSet<>(alice.heard(topic)))
                                .containsExactlyElementsOf(expected));
    }

    @Test
    void renewalsOfTheTokenLoseNothingAndRepeatNothing() {
        renewedEvery(3).start().awaitReady();
        for (int i = 0; i < 10; i++) {
            sends(25);
            Pause.of(Duration.ofSeconds(1));
        }
        await().until(() -> connections() >= 3);

        allIsOnTheLogInOrder();
        assertThat(numbers()).hasSize(sent);
    }

    @Test
    void aRenewalWhileKafkaStandsStillRepeatsNothing() {
        renewedEvery(5).start().awaitReady();
        try (Frozen _ = new Frozen("kafka")) {
            sends(100);
            await().atMost(Duration.ofSeconds(60)).until(() -> connections() >= 3);
            await().until(() -> bridge.metric("parley_bridge_repeated_total") > 0);
        }

        allIsOnTheLogInOrder();
        assertThat(numbers()).hasSize(sent);
    }

    @Test
    void withoutKeycloakTheBridgeStaysConnected() {
        renewedEvery(5).start().awaitReady();
        await().until(() -> connections() >= 2);
        try (Frozen _ = new Frozen("keycloak")) {
            double before = connections();
            for (int i = 0; i < 20; i++) {
                sends(5);
                Pause.of(Duration.ofSeconds(1));
            }
            assertThat(bridge.isReady()).isTrue();
            assertThat(connections()).isEqualTo(before);
            allIsOnTheLogInOrder();
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> connections() >= 4);
    }

    private double connections() {
        return bridge.metric("parley_bridge_connected_total{part=\"inbound\"}");
    }

    /** The bridge, renewing its connection so many seconds after each login. */
    private BridgeProcess renewedEvery(long seconds) {
        String[] token = STACK.serviceToken(BridgeProcess.CLIENT).split("\\.", -1);
        var claims = json(new String(Base64.getUrlDecoder().decode(token[1]), UTF_8));
        long life = claims.path("exp").asLong() - claims.path("iat").asLong();
        return bridge.with("PARLEY_BRIDGE_RENEWAL_MARGIN", life - seconds + "s");
    }

    private void saysALot(Person person, int messages) {
        String text = "x".repeat(60_000);
        for (int i = 0; i < messages; i++) person.says(bob, "{\"message\":\"" + text + "\"}");
    }

    /** So many messages from alice, each with the next number. */
    private void sends(int count) {
        for (int i = 0; i < count; i++)
            alice.says(bob, "{\"message\":\"hi\",\"n\":" + ++sent + "}");
    }

    /** At least once, and the first of each in order. */
    private void allIsOnTheLogInOrder() {
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() ->
                        assertThat(new LinkedHashSet<>(numbers()))
                                .containsExactlyElementsOf(
                                        IntStream.rangeClosed(1, sent).boxed().toList()));
    }

    private List<Integer> numbers() {
        String conversation =
                ConversationId.between(new UserId(alice.name), new UserId(bob.name)).value();
        return LOG.withKey(KafkaTopic.MESSAGES, conversation).stream()
                .map(record -> number(record.value()))
                .toList();
    }

    private static int number(String record) {
        return json(record).path("payload").path("n").asInt();
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A server that neither answers nor closes its connections, until the end of the block. */
    private static final class Frozen implements AutoCloseable {
        private final long pid;

        Frozen(String name) {
            pid = java.util.Objects.requireNonNull(STACK.processes().get(name));
            signal("STOP");
        }

        @Override
        public void close() {
            signal("CONT");
        }

        private void signal(String signal) {
            try {
                new ProcessBuilder("kill", "-" + signal, String.valueOf(pid)).start().waitFor();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}

package org.parley.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.parley.broker.fixture.BrokerProcess;
import org.parley.broker.fixture.Device;
import org.parley.broker.fixture.SigningKey;
import org.parley.broker.fixture.TestIssuer;

/** The issuer goes away, its keys change, the broker is killed, devices are absent. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutageIT {

    private static final int QUEUE = 100;

    private static TestIssuer issuer;
    private static BrokerProcess broker;

    @BeforeAll
    static void startBroker(@TempDir Path home) {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        issuer = TestIssuer.started();
        broker = patient(issuer, home).start();
    }

    private static BrokerProcess patient(TestIssuer issuer, Path home) {
        return BrokerProcess.of(issuer, home)
                .with("PARLEY_BROKER_PUBLISH_RATE", "100000")
                .with("PARLEY_BROKER_PUBLISH_BURST", "100000")
                .with("PARLEY_BROKER_QUEUE_SIZE", Integer.toString(QUEUE));
    }

    @BeforeEach
    void aliceIsKnown() {
        Device.of(broker, "alice:laptop", issuer.token("alice")).online().close();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
        issuer.close();
    }

    private static Device person(String user) {
        return Device.of(broker, user + ":phone", issuer.token(user));
    }

    private static Device service(String name) {
        return Device.of(broker, "service-account-" + name + ":1", issuer.serviceToken(name));
    }

    @Test
    void peopleLogInWhileTheIssuerIsAwayEvenAfterARestartOfTheBroker() {
        issuer.stop();
        person("alice").online().close();
        assertThat(broker.stop()).isEqualTo(143);
        assertThat(broker.log()).contains("broker stopped");
        broker.start();
        person("alice").online().close();
        String unknownKey = SigningKey.ec("unknown").sign(issuer.person("alice").build());
        assertThat(Device.of(broker, "alice:phone", unknownKey).refused().getReasonCode().getCode())
                .isEqualTo(0x88);
        issuer.start();
    }

    @Test
    void aNewKeyOfTheIssuerCountsAtOnce() {
        issuer.rotateTo(SigningKey.ec("rotated"));
        person("alice").online().close();
    }

    @Test
    @Order(Integer.MAX_VALUE) // The issuer is not asked again for a while then.
    void unknownKeysDoNotMakeTheBrokerFloodTheIssuer() {
        String unknown = SigningKey.rsa("nobody").sign(issuer.person("mallory").build());
        int before = issuer.keysFetched();
        List<Integer> codes = new ArrayList<>();
        for (int i = 0; i < 30; i++)
            codes.add(Device.of(broker, "mallory:1", unknown).refused().getReasonCode().getCode());
        assertThat(codes).containsOnly(0x86);
        assertThat(issuer.keysFetched() - before).isBetween(0, 5);
    }

    @Test
    void whatWasAcknowledgedSurvivesTheBrokersSuddenDeath() {
        Device bob = person("bob").persistent(3_600).online().subscribed("chat/bob/#");
        bob.disconnect();
        Device alice = person("alice").online();
        List<String> sent = publish(alice, "chat/bob/alice", QUEUE / 2);
        broker.kill();
        broker.start();
        Device again = person("bob").persistent(3_600);
        assertThat(again.connect().isSessionPresent()).isTrue();
        await().untilAsserted(() -> assertThat(again.texts()).isEqualTo(sent));
        again.close();
    }

    @Test
    void anAbsentDevicesQueueIsBounded() throws InterruptedException {
        Device carol = person("carol").persistent(3_600).online().subscribed("chat/carol/#");
        carol.disconnect();
        Device alice = person("alice").online();
        List<String> sent = publish(alice, "chat/carol/alice", QUEUE + 50);
        Device again = person("carol").persistent(3_600).online();
        await().untilAsserted(() -> assertThat(again.texts()).hasSizeGreaterThanOrEqualTo(QUEUE));
        // There is room again when what she got is acknowledged, which takes a moment longer.
        await().pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    publish(alice, "chat/carol/alice", 1);
                    assertThat(again.texts()).endsWith("m-0");
                });
        assertThat(again.texts().subList(0, QUEUE)).isEqualTo(sent.subList(0, QUEUE));
        assertThat(again.texts().subList(QUEUE, again.texts().size())).containsOnly("m-0");
        alice.close();
        again.close();
    }

    @Test
    void aServicesQueueIsNot() {
        Device plain = service("plain").persistent(3_600).online().subscribed("chat/dave/+");
        Device shared =
                service("shared").persistent(3_600).online().subscribed("$share/all/chat/dave/+");
        plain.disconnect();
        shared.disconnect();
        Device alice = person("alice").online();
        List<String> sent = publish(alice, "chat/dave/alice", 1_500);
        alice.close();
        Device plainAgain = service("plain").persistent(3_600).online();
        Device sharedAgain = service("shared").persistent(3_600).online();
        await().untilAsserted(() -> assertThat(plainAgain.texts()).isEqualTo(sent));
        await().untilAsserted(() -> assertThat(sharedAgain.texts()).hasSameElementsAs(sent));
        plainAgain.close();
        sharedAgain.close();
    }

    private static List<String> publish(Device from, String topic, int count) {
        List<String> texts = IntStream.range(0, count).mapToObj(i -> "m-" + i).toList();
        texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .map(bytes -> from.send(topic, bytes, MqttQos.AT_LEAST_ONCE, false))
                .toList()
                .forEach(CompletableFuture::join);
        return texts;
    }

    @Test
    void withoutAnyKeysTheBrokerWaitsForTheIssuerAndSaysSo(@TempDir Path empty) throws Exception {
        try (TestIssuer late = new TestIssuer();
                BrokerProcess waiting = BrokerProcess.of(late, empty).start()) {
            Device alice = Device.of(waiting, "alice:phone", late.token("alice"));
            assertThat(alice.refused().getReasonCode().getCode()).isEqualTo(0x88);
            assertThat(health(waiting)).contains("DOWN").contains("keys of " + late.url());
            late.start();
            await().untilAsserted(
                            () -> assertThat(health(waiting)).startsWith("{\"status\":\"UP\""));
            // Who was told that the server is unavailable tries again, as every client does.
            await().ignoreExceptionsInstanceOf(Mqtt5ConnAckException.class)
                    .untilAsserted(() ->
                            Device.of(waiting, "alice:phone", late.token("alice"))
                                    .online()
                                    .close());
        }
    }

    private static String health(BrokerProcess broker) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(broker.http("/health"))).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}

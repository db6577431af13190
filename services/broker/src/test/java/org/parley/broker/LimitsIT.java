package org.parley.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5Disconnect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.broker.fixture.BrokerProcess;
import org.parley.broker.fixture.Device;
import org.parley.broker.fixture.RawMqtt;
import org.parley.broker.fixture.TestIssuer;

/** How much, how fast and how long a client may. */
class LimitsIT {

    private static TestIssuer issuer;
    private static BrokerProcess broker;

    @BeforeAll
    static void startBroker(@TempDir Path home) {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        issuer = TestIssuer.started();
        broker =
                BrokerProcess.of(issuer, home)
                        .with("PARLEY_BROKER_PUBLISH_RATE", "1")
                        .with("PARLEY_BROKER_PUBLISH_BURST", "20")
                        .with("PARLEY_BROKER_CONNECT_RATE", "1")
                        .with("PARLEY_BROKER_CONNECT_BURST", "5")
                        .with("PARLEY_BROKER_TOKEN_GRACE", "1s")
                        .with("PARLEY_BROKER_SESSION_EXPIRY", "6s")
                        .start();
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
        return Device.of(
                broker,
                "service-account-parley-" + name + ":1",
                issuer.serviceToken("parley-" + name));
    }

    @Test
    void whoPublishesTooFastIsToldSoAndStaysConnected() {
        Device hasty = person("hasty").online();
        List<CompletableFuture<Mqtt5PublishResult>> sent =
                IntStream.range(0, 60)
                        .mapToObj(i ->
                                hasty.send(
                                        "chat/bob/hasty",
                                        new byte[10],
                                        MqttQos.AT_LEAST_ONCE,
                                        false))
                        .toList();
        List<Integer> codes = sent.stream().map(LimitsIT::code).toList();
        assertThat(codes.stream().filter(code -> code == 0 || code == 0x10).count())
                .isBetween(20L, 40L);
        assertThat(codes).contains(0x97);
        assertThat(hasty.isConnected()).isTrue();
        hasty.close();
    }

    private static int code(CompletableFuture<Mqtt5PublishResult> sent) {
        return sent.handle((result, failure) ->
                        failure instanceof Mqtt5PubAckException refused
                                ? refused.getMqttMessage().getReasonCode().getCode()
                                : 0)
                .join();
    }

    @Test
    void anOldClientThatPublishesTooFastIsDisconnected() {
        Mqtt3BlockingClient old = oldClient("oldtimer");
        old.connect();
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 60; i++)
                                old.publishWith()
                                        .topic("chat/bob/oldtimer")
                                        .qos(MqttQos.AT_LEAST_ONCE)
                                        .send();
                        })
                .isInstanceOf(Exception.class);
        await().until(() -> !old.getState().isConnected());
    }

    @Test
    void aServiceHasNoSuchLimit() {
        Device archive = service("archive").online();
        for (int i = 0; i < 60; i++) archive.publish("chat/bob/server/receipt", "{}");
        archive.close();
    }

    @Test
    void aServiceThatFellBehindIsSentAThousandMessagesForEachAcknowledgement() {
        Device slow = service("bridge").persistent(60).neverAcknowledging();
        slow.online().subscribed("chat/+/server").disconnect();
        Device archive = service("archive").online();
        for (int i = 0; i < 1_010; i++)
            archive.publish("chat/bob/server", "{}", MqttQos.AT_LEAST_ONCE, false);
        slow.online();
        await().until(() -> slow.inbox().size() >= 1_000);
        assertThat(slow.inbox()).hasSize(1_000);
        slow.close();
        archive.close();
    }

    @Test
    void aUserWhoseDevicesConnectTooOftenIsToldSo() {
        int code = 0;
        for (int i = 0; i < 20 && code == 0; i++) code = connectOnce("eager:" + i);
        assertThat(code).isEqualTo(0x9F);
        person("patient").online().close();
    }

    private static int connectOnce(String clientId) {
        try (Device device = Device.of(broker, clientId, issuer.token("eager"))) {
            device.connect();
            return 0;
        } catch (Mqtt5ConnAckException e) {
            return e.getMqttMessage().getReasonCode().getCode();
        }
    }

    @Test
    void aConnectionEndsWhenItsTokenHasExpiredAndTheGraceIsOver() throws Exception {
        Instant expiry = Instant.now().plusSeconds(5);
        String token = issuer.sign(issuer.person("late").expiresAt(expiry));
        Device late = Device.of(broker, "late:phone", token).online();
        Mqtt5Disconnect end = late.ended().get(20, TimeUnit.SECONDS);
        assertThat(end.getReasonCode().getCode()).isEqualTo(0xA0);
        assertThat(end.getReasonString().orElseThrow().toString()).contains("expired");
        // The token's expiry has whole seconds.
        assertThat(Instant.now()).isAfter(expiry.plusMillis(-1));
        assertThat(Device.of(broker, "late:phone", token).refused().getReasonCode().getCode())
                .isEqualTo(0x86);
    }

    @Test
    void aConnectionWithANewTokenOutlivesTheOldOnes() throws Exception {
        Device first =
                Device.of(broker, "fresh:phone", issuer.tokenFor("fresh", Duration.ofSeconds(5)));
        first.online();
        Device second = person("fresh").online();
        assertThat(first.ended().get(10, TimeUnit.SECONDS).getReasonCode().getCode())
                .isEqualTo(0x8E);
        assertThat(second.ended())
                .failsWithin(Duration.ofSeconds(8))
                .withThrowableOfType(TimeoutException.class);
        second.close();
    }

    @Test
    void aPersonsSessionIsForgottenAfterAWhile() {
        Device first = person("sleeper").persistent(86_400).online();
        first.disconnect();
        Mqtt3BlockingClient old = oldClient("oldsleeper");
        old.connectWith().cleanSession(false).send();
        old.disconnect();
        Device second = person("sleeper").persistent(86_400);
        assertThat(second.connect().isSessionPresent()).isTrue();
        second.disconnect();
        await().pollDelay(Duration.ofSeconds(8)).until(() -> true);
        Device third = person("sleeper").persistent(86_400);
        assertThat(third.connect().isSessionPresent()).isFalse();
        third.close();
        assertThat(old.connectWith().cleanSession(false).send().isSessionPresent()).isFalse();
        old.disconnect();
    }

    @Test
    void aPacketOfMoreThan128KiBEndsTheConnectionWithAReason() throws Exception {
        try (RawMqtt raw = RawMqtt.connect(broker, "huge:1", issuer.token("huge"))) {
            raw.publish("chat/bob/huge", 131_073);
            assertThat(raw.disconnectReason()).isEqualTo(0x95);
        }
    }

    private static Mqtt3BlockingClient oldClient(String user) {
        return MqttClient.builder()
                .useMqttVersion3()
                .identifier(user + ":1")
                .serverHost("127.0.0.1")
                .serverPort(broker.tcpPort())
                .simpleAuth()
                .username(user)
                .password(issuer.token(user).getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildBlocking();
    }
}

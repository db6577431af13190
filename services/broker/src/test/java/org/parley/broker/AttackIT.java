package org.parley.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAckReturnCode;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jwt.PlainJWT;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.broker.fixture.BrokerProcess;
import org.parley.broker.fixture.Claims;
import org.parley.broker.fixture.Device;
import org.parley.broker.fixture.SigningKey;
import org.parley.broker.fixture.TestIssuer;

/** What strangers and forgers try, while alice and bob chat and a service watches all of it. */
class AttackIT {

    private static TestIssuer issuer;
    private static BrokerProcess broker;

    private Device bridge;
    private Device alice;
    private Device bob;
    private Device mallory;

    @BeforeAll
    static void startBroker(@TempDir Path home) {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
        issuer = TestIssuer.started();
        broker = BrokerProcess.of(issuer, home).with("PARLEY_BROKER_CONNECT_BURST", "1000").start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
        issuer.close();
    }

    @BeforeEach
    void everybodyIsOnline() {
        bridge = service("bridge").online().subscribed("chat/+/+", "presence/+/+");
        alice = person("alice").online().subscribed("chat/alice/#", "chat/+/alice/#");
        bob = person("bob").online().subscribed("chat/bob/#");
        mallory = person("mallory").online();
    }

    @AfterEach
    void theOthersGoOnUndisturbed() {
        String text = UUID.randomUUID().toString();
        alice.publish("chat/bob/alice", text);
        await().untilAsserted(() -> assertThat(bob.texts()).contains(text));
        await().untilAsserted(() -> assertThat(bridge.texts()).contains(text));
        assertThat(bridge.texts()).doesNotContain("forged");
        assertThat(bob.texts()).doesNotContain("forged");
        List.of(bridge, alice, bob, mallory).forEach(Device::close);
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

    private static Mqtt5ConnAck refused(String clientId, @Nullable String token) {
        return Device.of(broker, clientId, token).refused();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chat/bob/alice",
                "chat/bob/alice/receipt",
                "chat/bob/server",
                "chat/bob/server/receipt",
                "chat/bob",
                "chat/bob/mallory/anything",
                "presence/alice/phone",
                "presence/mallory/tablet",
                "presence/mallory",
                "group/g-01jd0000000000000000000000/mallory",
                "group/g-01jd0000000000000000000000/server",
                "other/bob/mallory",
                "CHAT/bob/mallory",
                "/chat/bob/mallory"
            })
    void aForgedOrForeignPublishIsRefusedAndTheConnectionStays(String topic) {
        assertThat(mallory.publishRefused(topic, false)).isEqualTo(0x87);
        mallory.publish("chat/bob/mallory", "honest");
        await().untilAsserted(() -> assertThat(bob.texts()).contains("honest"));
    }

    @Test
    void aForgedPublishWithoutAnAcknowledgementGoesNowhere() {
        mallory.publish("chat/bob/alice", "forged", MqttQos.AT_MOST_ONCE, false);
        mallory.publish("chat/bob/mallory", "honest");
        await().untilAsserted(() -> assertThat(bob.texts()).contains("honest"));
    }

    @Test
    void nobodyButTheServicesPublishesRetained() {
        assertThat(mallory.publishRefused("chat/bob/mallory", true)).isEqualTo(0x87);
        service("presence").online().publish("presence/bob", "{}", MqttQos.AT_LEAST_ONCE, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#",
                "+/+/+",
                "+/+/+/#",
                "$SYS/#",
                "$share/group/#",
                "$share/group/chat/mallory/#",
                "$share/group/chat/+/+",
                "chat/#",
                "chat/+/+",
                "chat/+/#",
                "chat/bob/#",
                "chat/bob/alice",
                "chat/+/bob/#",
                "presence/#",
                "presence/+",
                "presence/+/+",
                "group/#",
                "group/+/#",
                "group/g-01jd0000000000000000000000/#"
            })
    void aForeignSubscriptionIsRefusedAndTheConnectionStays(String filter) {
        assertThat(mallory.subscribeRefused(filter)).isEqualTo(0x87);
        assertThat(mallory.isConnected()).isTrue();
        alice.publish("chat/bob/alice", "secret");
        await().untilAsserted(() -> assertThat(bob.texts()).contains("secret"));
        assertThat(mallory.texts()).isEmpty();
    }

    @Test
    void aWillOnAnothersTopicIsRefused() {
        Device forger = Device.of(broker, "mallory:2", issuer.token("mallory"));
        assertThat(
                        forger.withWill("presence/alice/phone", false)
                                .refused()
                                .getReasonCode()
                                .getCode())
                .isEqualTo(0x87);
        assertThat(forger.withWill("chat/bob/alice", false).refused().getReasonCode().getCode())
                .isEqualTo(0x87);
        assertThat(forger.withWill("presence/mallory/2", true).refused().getReasonCode().getCode())
                .isEqualTo(0x87);
    }

    @Test
    void aWillOnOnesOwnPresenceIsAllowedAndGoesOutOnATakeover() {
        person("carol").withWill("presence/carol/phone", false).online();
        person("carol").online().close();
        await().untilAsserted(() -> assertThat(bridge.texts()).contains("{\"state\":\"offline\"}"));
    }

    @Test
    void anothersClientIdIsRefusedAndItsOwnerNotDisturbed() {
        Device thief = Device.of(broker, "alice:phone", issuer.token("mallory"));
        assertThat(thief.named("mallory").refused().getReasonCode().getCode()).isEqualTo(0x85);
        assertThat(thief.named("alice").refused().getReasonCode().getCode()).isEqualTo(0x86);
        assertThat(alice.isConnected()).isTrue();
        assertThat(alice.ended()).isNotDone();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"alice", "alice:", ":phone", "alice:my phone", "alice:a:b", "alice:x/y"})
    void aMalformedClientIdIsRefused(String clientId) {
        assertThat(refused(clientId, issuer.token("alice")).getReasonCode().getCode())
                .isEqualTo(0x85);
    }

    @Test
    void anEmptyClientIdIsRefused() {
        Device nobody = Device.of(broker, "", issuer.token("alice")).named("alice");
        assertThat(nobody.refused().getReasonCode().getCode()).isEqualTo(0x85);
    }

    @Test
    void withoutNameOrPasswordNobodyGetsIn() {
        assertThat(refused("alice:2", null).getReasonCode().getCode()).isEqualTo(0x86);
        Device anonymous = Device.of(broker, "alice:2", null).named(null);
        assertThat(anonymous.refused().getReasonCode().getCode()).isEqualTo(0x86);
        assertThat(refused("alice:2", "secret").getReasonCode().getCode()).isEqualTo(0x86);
        assertThat(refused("alice:2", "").getReasonCode().getCode()).isEqualTo(0x86);
    }

    @Test
    void anExpiredTokenIsRefusedAndTheReasonSaysSo() {
        Mqtt5ConnAck answer = refused("alice:2", issuer.tokenFor("alice", Duration.ofSeconds(-1)));
        assertThat(answer.getReasonCode().getCode()).isEqualTo(0x86);
        assertThat(answer.getReasonString().orElseThrow().toString()).contains("not expired");
    }

    @Test
    void aTokenOfAnotherRealmIsRefused() {
        String other = "http://127.0.0.1:1/realms/other";
        SigningKey otherKey = SigningKey.rsa("other");
        Claims claims = Claims.ofPerson("alice", other, Instant.now());
        assertThat(refused("alice:2", otherKey.sign(claims.build())).getReasonCode().getCode())
                .isEqualTo(0x86);
        assertThat(refused("alice:2", issuer.sign(claims)).getReasonCode().getCode())
                .isEqualTo(0x86);
        String pretended = SigningKey.rsa("first").sign(issuer.person("alice").build());
        assertThat(refused("alice:2", pretended).getReasonCode().getCode()).isEqualTo(0x86);
    }

    @Test
    void aTokenForSomethingElseIsRefused() {
        String foreign = issuer.sign(issuer.person("alice").with("aud", "account"));
        assertThat(refused("alice:2", foreign).getReasonCode().getCode()).isEqualTo(0x87);
    }

    @Test
    void anUnsignedTokenAndOneSignedWithThePublicKeyAsSecretAreRefused() throws Exception {
        String unsigned =
                new PlainJWT(new PlainHeader(), issuer.person("alice").build()).serialize();
        assertThat(refused("alice:2", unsigned).getReasonCode().getCode()).isEqualTo(0x86);
        JWK publicKey = issuer.key().jwk().toPublicJWK();
        OctetSequenceKey secret =
                new OctetSequenceKey.Builder(publicKey.toRSAKey().toRSAPublicKey().getEncoded())
                        .keyID(publicKey.getKeyID())
                        .build();
        String confused =
                new SigningKey(secret, JWSAlgorithm.HS256).sign(issuer.person("alice").build());
        assertThat(refused("alice:2", confused).getReasonCode().getCode()).isEqualTo(0x86);
    }

    @Test
    void aServicesNameIsForServicesOnly() {
        String pretender = issuer.sign(issuer.person("service-account-parley-bridge"));
        assertThat(refused("service-account-parley-bridge:1", pretender).getReasonCode().getCode())
                .isEqualTo(0x87);
        assertThat(bridge.isConnected()).isTrue();
        String server = issuer.sign(issuer.person("server"));
        assertThat(refused("server:1", server).getReasonCode().getCode()).isEqualTo(0x87);
    }

    @Test
    void aServiceSpeaksForNoPerson() {
        assertThat(bridge.publishRefused("chat/bob/alice", false)).isEqualTo(0x87);
        bridge.publish("chat/bob/server", "notice");
        await().untilAsserted(() -> assertThat(bob.texts()).contains("notice"));
    }

    @Test
    void theTablesQualityHoldsWhateverThePublisherChose() {
        alice.publish("chat/bob/alice", "zero", MqttQos.AT_MOST_ONCE, false);
        alice.publish("chat/bob/alice", "two", MqttQos.EXACTLY_ONCE, false);
        alice.publish("chat/bob/alice/typing", "typing");
        await().untilAsserted(
                        () -> assertThat(bob.texts()).containsExactly("zero", "two", "typing"));
        assertThat(bob.inbox()).extracting(p -> p.getQos().getCode()).containsExactly(1, 1, 0);
    }

    @Test
    void aPayloadALittleTooLargePassesSoThatTheBridgeCanSayWhyNot() {
        alice.send("chat/bob/alice", new byte[65_537], MqttQos.AT_LEAST_ONCE, false).join();
        await().untilAsserted(() ->
                assertThat(bridge.inbox()).anyMatch(p -> p.getPayloadAsBytes().length == 65_537));
    }

    @Test
    void anOldClientIsDisconnectedRatherThanToldThatItsForgeryWorked() {
        Mqtt3BlockingClient old = oldClient("mallory:old", issuer.token("mallory"));
        old.connect();
        assertThatThrownBy(() ->
                        old.publishWith()
                                .topic("chat/bob/alice")
                                .qos(MqttQos.AT_LEAST_ONCE)
                                .payload("forged".getBytes(StandardCharsets.UTF_8))
                                .send())
                .isInstanceOf(Exception.class);
        await().until(() -> !old.getState().isConnected());
    }

    @Test
    void anOldClientChatsAndIsRefusedAsANewOneIs() {
        Mqtt3BlockingClient old = oldClient("carol:old", issuer.token("carol"));
        old.connect();
        assertThatThrownBy(() -> old.subscribeWith().topicFilter("#").send())
                .isInstanceOf(Mqtt3SubAckException.class);
        old.publishWith()
                .topic("chat/bob/carol")
                .payload("hi".getBytes(StandardCharsets.UTF_8))
                .send();
        await().untilAsserted(() -> assertThat(bob.texts()).contains("hi"));
        old.disconnect();
        Mqtt3BlockingClient thief = oldClient("alice:phone", issuer.token("mallory"));
        assertThatThrownBy(thief::connect)
                .isInstanceOfSatisfying(
                        Mqtt3ConnAckException.class,
                        e ->
                                assertThat(e.getMqttMessage().getReturnCode())
                                        .isEqualTo(
                                                Mqtt3ConnAckReturnCode.BAD_USER_NAME_OR_PASSWORD));
    }

    private static Mqtt3BlockingClient oldClient(String clientId, String token) {
        return MqttClient.builder()
                .useMqttVersion3()
                .identifier(clientId)
                .serverHost("127.0.0.1")
                .serverPort(broker.tcpPort())
                .simpleAuth()
                .username(clientId.split(":", 2)[0])
                .password(token.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildBlocking();
    }

    @Test
    void aRefusalIsLoggedByRuleAndClientAndNeverWithTheToken() {
        String token = issuer.tokenFor("alice", Duration.ofSeconds(-5));
        refused("alice:logged", token);
        await().untilAsserted(() ->
                assertThat(broker.log())
                        .anyMatch(line ->
                                line.contains("client=alice:logged")
                                        && line.contains("has not expired")));
        assertThat(broker.log()).noneMatch(line -> line.contains(token.substring(0, 60)));
    }
}

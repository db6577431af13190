package org.parley.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.PlainHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jwt.PlainJWT;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.broker.fixture.Claims;
import org.parley.broker.fixture.Device;
import org.parley.broker.fixture.SigningKey;

/** What strangers and impostors try to get in. */
class ForgedLoginIT extends AttackedBroker {

    private static Mqtt5ConnAck refused(String clientId, @Nullable String token) {
        return Device.of(broker, clientId, token).refused();
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

    @ParameterizedTest
    @EnumSource(MqttQos.class)
    void aWillGoesOutAtTheTablesQuality(MqttQos asked) {
        Device.of(broker, "dave:phone", issuer.token("dave"))
                .withWill("presence/dave/phone", false, asked)
                .online();
        Device.of(broker, "dave:phone", issuer.token("dave")).online().close();
        await().untilAsserted(() -> assertThat(bridge.texts()).contains("{\"state\":\"offline\"}"));
        assertThat(bridge.inbox())
                .filteredOn(p -> p.getTopic().toString().equals("presence/dave/phone"))
                .extracting(p -> p.getQos())
                .containsOnly(MqttQos.AT_LEAST_ONCE);
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

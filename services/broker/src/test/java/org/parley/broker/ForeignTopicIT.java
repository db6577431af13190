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
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody who is logged in tries on topics that are not theirs. */
class ForeignTopicIT extends AttackedBroker {

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
}

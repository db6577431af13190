package org.parley.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.mqtt.messages.MqttPublishMessage;
import io.vertx.mqtt.messages.impl.MqttPublishMessageImpl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnacknowledgedTest {

    private final Unacknowledged unacknowledged = new Unacknowledged();
    private final List<String> acknowledged = new ArrayList<>();

    @Test
    void acknowledgesOnlyWhatKafkaHas() {
        Taken one = take("c1", 1, false, "a").orElseThrow();
        assertThat(acknowledged).isEmpty();

        unacknowledged.kept(one);

        assertThat(acknowledged).containsExactly("c1/1");
    }

    @Test
    void acknowledgesInTheOrderOfArrivalWhateverKafkaSaysFirst() {
        Taken one = take("c1", 1, false, "a").orElseThrow();
        Taken two = take("c1", 2, false, "b").orElseThrow();
        Taken three = take("c1", 3, false, "c").orElseThrow();

        unacknowledged.kept(three);
        unacknowledged.kept(two);
        assertThat(acknowledged).isEmpty();
        unacknowledged.kept(one);

        assertThat(acknowledged).containsExactly("c1/1", "c1/2", "c1/3");
    }

    @Test
    void whatIsRepeatedWhileOnItsWayIsAcknowledgedOnceOnTheNewConnection() {
        Taken one = take("c1", 1, false, "a").orElseThrow();

        assertThat(take("c2", 1, true, "a")).isEmpty();
        unacknowledged.kept(one);

        assertThat(acknowledged).containsExactly("c2/1");
    }

    @Test
    void whatWasKeptWhileThereWasNoConnectionIsAcknowledgedWhenItIsRepeated() {
        Taken one = take("gone", 1, false, "a").orElseThrow();
        unacknowledged.kept(one);

        assertThat(take("c2", 1, true, "a")).isEmpty();

        assertThat(acknowledged).containsExactly("c2/1");
    }

    @Test
    void aPacketIdThatIsUsedAgainIsANewMessage() {
        unacknowledged.kept(take("gone", 1, false, "a").orElseThrow());

        assertThat(take("c2", 1, false, "a")).isPresent();
        assertThat(take("c3", 1, true, "b")).isPresent();
    }

    @Test
    void whatWasAcknowledgedIsForgotten() {
        unacknowledged.kept(take("c1", 1, false, "a").orElseThrow());

        assertThat(take("c2", 1, true, "a")).isPresent();
    }

    @Test
    void whatKafkaRefusedIsNewWhenItIsRepeatedAndHoldsNobodyUp() {
        Taken one = take("c1", 1, false, "a").orElseThrow();
        Taken two = take("c1", 2, false, "b").orElseThrow();

        unacknowledged.forget(one);
        unacknowledged.kept(two);

        assertThat(acknowledged).containsExactly("c1/2");
        assertThat(take("c2", 1, true, "a")).isPresent();
    }

    private Optional<Taken> take(String connection, int packetId, boolean dup, String payload) {
        return unacknowledged.take(delivery(connection, packetId, dup, payload));
    }

    /** A delivery whose connection notes the PUBACK, or is gone. */
    private MqttPublishMessage delivery(
            String connection, int packetId, boolean dup, String payload) {
        var bytes = Unpooled.wrappedBuffer(payload.getBytes(StandardCharsets.UTF_8));
        var message =
                (MqttPublishMessageImpl)
                        MqttPublishMessage.create(
                                packetId,
                                MqttQoS.AT_LEAST_ONCE,
                                dup,
                                false,
                                "chat/bob/alice",
                                bytes);
        message.setAckCallback(() -> {
            if (connection.equals("gone")) throw new NullPointerException("no connection");
            acknowledged.add(connection + "/" + packetId);
        });
        return message;
    }
}

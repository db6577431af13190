package org.parley.bridge;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the broker gave us and waits to hear of. Acknowledges in the order of arrival, as MQTT
 * demands, and recognises what the broker repeats after a reconnect while it is still on its way to
 * Kafka, or is there already: that is acknowledged on the new connection and not written twice.
 */
final class Unacknowledged {

    private final Deque<Taken> inOrder = new ArrayDeque<>();
    private final Map<Integer, Taken> byPacketId = new HashMap<>();

    /** The message, to be kept; empty where it is a repetition of one that we have. */
    synchronized Optional<Taken> take(MqttPublishMessage delivery) {
        Taken known = byPacketId.get(delivery.messageId());
        if (known != null && isRepeated(known, delivery)) {
            known.delivery = delivery;
            if (known.kept && !inOrder.contains(known)) acknowledge(known);
            return Optional.empty();
        }
        Taken taken = new Taken(delivery);
        inOrder.add(taken);
        if (hasPacketId(delivery)) byPacketId.put(delivery.messageId(), taken);
        return Optional.of(taken);
    }

    private static boolean isRepeated(Taken known, MqttPublishMessage delivery) {
        return delivery.isDup()
                && hasPacketId(delivery)
                && known.topic.equals(delivery.topicName())
                && Arrays.equals(known.payload, delivery.payload().getBytes());
    }

    private static boolean hasPacketId(MqttPublishMessage delivery) {
        return delivery.qosLevel() != MqttQoS.AT_MOST_ONCE;
    }

    /** Kafka has it. */
    synchronized void kept(Taken taken) {
        taken.kept = true;
        for (Taken head = inOrder.peek(); head != null && head.kept; head = inOrder.peek()) {
            inOrder.remove();
            acknowledge(head);
        }
    }

    /** We do not have it after all: when the broker repeats it, it is new. */
    synchronized void forget(Taken taken) {
        inOrder.remove(taken);
        byPacketId.remove(taken.delivery.messageId(), taken);
    }

    private void acknowledge(Taken taken) {
        try {
            taken.delivery.ack();
            byPacketId.remove(taken.delivery.messageId(), taken);
        } catch (RuntimeException connectionIsGone) {
            // It stays known: the broker repeats it on the next connection.
        }
    }
}

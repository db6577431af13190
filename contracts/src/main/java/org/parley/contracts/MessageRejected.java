package org.parley.contracts;

import java.time.Instant;

/**
 * A dead letter, on {@link KafkaTopic#REJECTED}: what a client published and the bridge did not
 * accept, whole, so that it can be replayed once the reason is gone.
 *
 * @param topic the MQTT topic
 * @param from the sender, proven by the broker
 * @param reason value and rule, as the sender was told
 * @param payload the bytes as they came, Base64
 */
public record MessageRejected(
        String topic, String from, String reason, Instant receivedAt, int size, String payload) {

    @Override
    public String toString() {
        return "MessageRejected[topic=" + topic + ", reason=" + reason + ", size=" + size + "]";
    }
}

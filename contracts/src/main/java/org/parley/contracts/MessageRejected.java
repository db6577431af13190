package org.parley.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter, on {@link KafkaTopic#REJECTED}: what a client published and the bridge or the
 * archive did not accept, whole, so that it can be replayed once the reason is gone.
 *
 * @param topic the MQTT topic
 * @param from the sender, proven by the broker
 * @param reason value and rule, as the sender was told
 * @param payload the bytes as they came, Base64; what was a message already, as JSON
 * @param id of what was a message already: it is the same when it comes again
 */
public record MessageRejected(
        String topic,
        String from,
        String reason,
        Instant receivedAt,
        int size,
        String payload,
        @Nullable UUID id) {

    /** Of what never was a message. */
    public MessageRejected(
            String topic,
            String from,
            String reason,
            Instant receivedAt,
            int size,
            String payload) {
        this(topic, from, reason, receivedAt, size, payload, null);
    }

    @Override
    public String toString() {
        return "MessageRejected[topic=" + topic + ", reason=" + reason + ", size=" + size + "]";
    }
}

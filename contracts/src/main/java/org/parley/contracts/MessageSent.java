package org.parley.contracts;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that was accepted, on {@link KafkaTopic#MESSAGES}. It may stand on the log more than
 * once; {@code id} together with {@code from} and {@code conversation} says that it is the same.
 *
 * @param id a UUIDv7 or derived UUIDv8, see {@link MessageId}
 * @param conversation {@code alice_bob} or a group's id
 * @param from the sender, proven by the broker; {@code server} for system messages
 * @param to the user or group it was sent to
 * @param type the wire name of a {@link MessageType}
 * @param timestamp when the sender says it was sent; absent if the payload says nothing
 * @param receivedAt when the bridge took it
 * @param ref the message that is answered, edited, deleted or reacted to
 * @param expiresAt from when on nobody shall see it
 * @param payload the sender's JSON object, unknown members included
 */
public record MessageSent(
        UUID id,
        String conversation,
        String from,
        String to,
        String type,
        @Nullable Instant timestamp,
        Instant receivedAt,
        @Nullable UUID ref,
        @Nullable Instant expiresAt,
        Map<String, Object> payload) {

    /** Without the payload: what people said never reaches a log line. */
    @Override
    public String toString() {
        return "MessageSent[id=" + id + ", conversation=" + conversation + ", type=" + type + "]";
    }
}

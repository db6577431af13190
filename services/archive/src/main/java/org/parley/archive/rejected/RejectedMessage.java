package org.parley.archive.rejected;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it is kept.
 *
 * @param size bytes that were published; more than the payload has where it was cut
 * @param payload null where it was erased
 * @param known the id that it has already
 * @param replay what an operator made of it; null while it is open
 */
public record RejectedMessage(
        long id,
        Instant receivedAt,
        String topic,
        String sender,
        String why,
        int size,
        @SuppressWarnings("ArrayRecordComponent") // never compared
                byte @Nullable [] payload,
        @Nullable UUID known,
        @Nullable Replayed replay) {

    /**
     * That it was accepted later.
     *
     * @param message null for a receipt
     */
    public record Replayed(Instant at, String operator, @Nullable UUID message) {}

    /** For people: what is no UTF-8 shows as U+FFFD. */
    public @Nullable String text() {
        return payload == null ? null : new String(payload, StandardCharsets.UTF_8);
    }

    public boolean isCut() {
        return payload != null && payload.length < size;
    }

    /** Without what was said. */
    @Override
    public String toString() {
        return "RejectedMessage[id=" + id + ", topic=" + topic + "]";
    }
}

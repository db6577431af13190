package org.parley.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a user has received or read, on {@link KafkaTopic#RECEIPTS}. Cumulative: it covers all
 * earlier messages of the conversation, and a late or repeated one changes nothing.
 *
 * @param from whose receipt it is
 * @param to the author it was sent to
 * @param upTo the last message covered
 * @param state {@code delivered} or {@code read}
 * @param device which of the user's devices received or read it; absent if the receipt says nothing
 */
public record ReceiptSent(
        String conversation,
        String from,
        String to,
        UUID upTo,
        String state,
        @Nullable Instant timestamp,
        Instant receivedAt,
        @Nullable String device) {

    public static final String DELIVERED = "delivered";
    public static final String READ = "read";
}

package org.parley.archive.ingest;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.MessageType;

/**
 * A message as it becomes a row.
 *
 * @param payload the sender's JSON; null where it has expired on its way
 * @param text what the payload says: a message's text, an edit's new one
 * @param words what search finds, as a tsvector literal
 */
record ArchivedMessage(
        MessageKey key,
        String to,
        String type,
        @Nullable UUID ref,
        @Nullable Instant sentAt,
        Instant receivedAt,
        @Nullable Instant expiresAt,
        @Nullable String payload,
        String text,
        @Nullable String words) {

    UUID id() {
        return key.id();
    }

    String conversation() {
        return key.conversation();
    }

    String sender() {
        return key.sender();
    }

    /** Whether it changes another message's content. */
    boolean isChange() {
        return is(MessageType.EDIT) || is(MessageType.DELETE);
    }

    boolean is(MessageType wanted) {
        return type.equals(wanted.wireName());
    }

    /** Never what was said. */
    @Override
    public String toString() {
        return "ArchivedMessage[" + key + ", type=" + type + "]";
    }
}

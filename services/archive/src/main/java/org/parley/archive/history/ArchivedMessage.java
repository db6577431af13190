package org.parley.archive.history;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.MessageType;

/** A row of {@code message}. */
public record ArchivedMessage(
        UUID id,
        String conversation,
        String sender,
        long position,
        String type,
        @Nullable UUID ref,
        @Nullable Instant sentAt,
        Instant receivedAt,
        @Nullable Instant expiresAt,
        @Nullable String payload,
        @Nullable String editedText,
        @Nullable String removedWhy) {

    /** Of {@code message m}, in the order and under the names that {@link #of} reads. */
    public static final String COLUMNS =
            "m.id, m.conversation, m.sender, m.position, m.type, m.ref, m.sent_at, m.received_at,"
                    + " m.expires_at, m.payload, m.edited_text, m.removed_why";

    public static ArchivedMessage of(Row row) {
        return new ArchivedMessage(
                row.getUUID("id"),
                row.getString("conversation"),
                row.getString("sender"),
                row.getLong("position"),
                row.getString("type"),
                row.getUUID("ref"),
                instant(row, "sent_at"),
                row.getOffsetDateTime("received_at").toInstant(),
                instant(row, "expires_at"),
                row.getString("payload"),
                row.getString("edited_text"),
                row.getString("removed_why"));
    }

    /** Why its text is gone, be it only that the sweep has not come yet. */
    public @Nullable String removed(Instant now) {
        if (removedWhy != null) return removedWhy;
        return expiresAt != null && !expiresAt.isAfter(now) ? "expired" : null;
    }

    boolean standsForItself() {
        return MessageType.parse(type).filter(MessageType::changesAnother).isEmpty();
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    /** Without the payload: what people said never reaches a log line. */
    @Override
    public String toString() {
        return "ArchivedMessage[id=" + id + ", position=" + position + "]";
    }
}

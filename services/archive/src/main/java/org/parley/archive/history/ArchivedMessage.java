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

    private static final String COLUMNS =
            "m.id, m.conversation, m.sender, m.position, m.type, m.ref, m.sent_at, m.received_at,"
                    + " m.expires_at, m.payload, m.removed_why, ";

    /** Of {@code message m}, under the names that {@link #of} reads: as it is now. */
    public static final String AS_IT_IS = COLUMNS + "m.edited_text, NULL::text AS edited_payload";

    /**
     * The same as it is to one reader: an edit that came when he was not a member is none to him.
     *
     * @param seen what he may read: a column, or a subselect in brackets
     */
    public static String asSeen(String seen) {
        return COLUMNS
                + "CASE WHEN m.edit_received_at IS NULL OR m.edit_received_at <@ $seen"
                        .replace("$seen", seen)
                + " THEN m.edited_text END AS edited_text,"
                + " CASE WHEN NOT m.edit_received_at <@ $seen THEN".replace("$seen", seen)
                + " (SELECT e.payload FROM message e WHERE e.ref = m.id"
                + " AND e.conversation = m.conversation AND e.sender = m.sender"
                + " AND e.type = 'edit' AND e.removed_at IS NULL AND e.received_at <@ $seen"
                        .replace("$seen", seen)
                + " ORDER BY e.position DESC LIMIT 1) END AS edited_payload";
    }

    /** In the order of {@link #asSeen}, for a union with what is no message. */
    static String none(String conversation, String position) {
        return "NULL, $c, NULL, $p, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL"
                .replace("$c", conversation)
                .replace("$p", position);
    }

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
                editedText(row),
                row.getString("removed_why"));
    }

    private static @Nullable String editedText(Row row) {
        String edit = row.getString("edited_payload");
        return edit == null ? row.getString("edited_text") : Payload.message(Payload.parse(edit));
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

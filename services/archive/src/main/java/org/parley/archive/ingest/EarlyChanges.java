package org.parley.archive.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.archive.ordered.Column;
import org.parley.archive.ordered.Tx;
import org.parley.contracts.MessageType;

/** Edits and deletes that came before what they change. */
@ApplicationScoped
class EarlyChanges {

    private static final String KEEP =
            """
            INSERT INTO pending_change (target, conversation, sender, change)
            SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[])
            ON CONFLICT DO NOTHING
            """;

    private static final String RELEASE =
            """
            WITH due AS (
              DELETE FROM pending_change p USING %s
              WHERE p.target = k.id AND p.conversation = k.conversation AND p.sender = k.sender
              RETURNING p.change, p.conversation, p.sender)
            SELECT m.id, m.conversation, m.sender, m.position, m.type, m.ref, m.payload,
              coalesce(m.sent_at, m.received_at) AS at, m.received_at
            FROM due JOIN message m
              ON m.id = due.change AND m.conversation = due.conversation AND m.sender = due.sender
            """
                    .formatted(Changes.KEYS);

    private final ObjectMapper mapper;

    EarlyChanges(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    static void keep(Tx tx, List<Change> early) throws Exception {
        if (early.isEmpty()) return;
        tx.run(
                KEEP,
                Column.uuids(early, change -> change.target().id()),
                Column.texts(early, change -> change.target().conversation()),
                Column.texts(early, change -> change.target().sender()),
                Column.uuids(early, change -> change.own().id()));
    }

    /** Those that waited for these messages. */
    List<Change> release(Tx tx, List<Archived> fresh) throws Exception {
        List<MessageKey> keys = fresh.stream().map(archived -> archived.message().key()).toList();
        List<Change> changes = new ArrayList<>();
        for (Row row : Changes.onKeys(tx, RELEASE, keys)) changes.add(change(row));
        return changes;
    }

    private Change change(Row row) throws JsonProcessingException {
        MessageKey own = Changes.key(row);
        return new Change(
                own,
                Changes.target(own, row.getUUID("ref")),
                row.getLong("position"),
                row.getString("type").equals(MessageType.DELETE.wireName()),
                textOf(row.getString("payload")),
                row.get(OffsetDateTime.class, "at").toInstant(),
                row.get(OffsetDateTime.class, "received_at").toInstant());
    }

    private @Nullable String textOf(@Nullable String payload) throws JsonProcessingException {
        return payload == null ? null : mapper.readTree(payload).path("message").asText();
    }
}

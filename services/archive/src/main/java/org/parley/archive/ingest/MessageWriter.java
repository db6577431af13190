package org.parley.archive.ingest;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.parley.archive.ordered.Column;
import org.parley.archive.ordered.Database;
import org.parley.archive.ordered.DatabaseException;
import org.parley.archive.ordered.Tx;
import org.parley.archive.receipts.Watermarks;

/**
 * Archives a batch in one transaction and one insert, which passes over what is there already. When
 * it returns, all of the batch is in the table, once, in the order of the batch; when it throws,
 * nothing of it is.
 */
@ApplicationScoped
class MessageWriter {

    private static final String INSERT =
            """
            INSERT INTO message (id, conversation, sender, position, type, ref, sent_at, received_at,
              expires_at, payload, removed_at, removed_why, words)
            SELECT id, conversation, sender, nextval('position'), type, ref, sent_at, received_at,
              expires_at, payload,
              CASE WHEN payload IS NULL THEN clock_timestamp() END,
              CASE WHEN payload IS NULL THEN 'expired' END,
              words::tsvector
            FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[],
                $6::timestamptz[], $7::timestamptz[], $8::timestamptz[], $9::text[], $10::text[])
              WITH ORDINALITY AS m(id, conversation, sender, type, ref,
                sent_at, received_at, expires_at, payload, words, n)
            ORDER BY n
            ON CONFLICT DO NOTHING
            RETURNING id, conversation, sender, position,
              EXISTS (SELECT FROM pending_change) AS changes_wait,
              EXISTS (SELECT FROM pending_receipt) AS receipts_wait
            """;

    private static final String FIND =
            """
            SELECT m.id, m.conversation, m.sender, m.position FROM message m JOIN %s
              ON m.id = k.id AND m.conversation = k.conversation AND m.sender = k.sender
            """
                    .formatted(Changes.KEYS);

    private final Database database;
    private final Partitions partitions;
    private final Memberships memberships;
    private final Changes changes;

    MessageWriter(
            Database database, Partitions partitions, Memberships memberships, Changes changes) {
        this.database = database;
        this.partitions = partitions;
        this.memberships = memberships;
        this.changes = changes;
    }

    List<Archived> write(List<ArchivedMessage> batch) throws Exception {
        Map<MessageKey, ArchivedMessage> messages = new LinkedHashMap<>();
        for (ArchivedMessage message : batch) messages.putIfAbsent(message.key(), message);
        partitions.ensure(messages.keySet().stream().map(MessageKey::id).toList());
        Set<String> newcomers =
                memberships.unknown(
                        messages.keySet().stream().map(MessageKey::conversation).toList());
        try {
            List<Archived> archived = database.inOrder(tx -> write(tx, messages, newcomers));
            memberships.remember(newcomers);
            return archived;
        } catch (DatabaseException e) {
            if (e.isMissingPartition()) partitions.forget();
            throw e;
        }
    }

    private List<Archived> write(
            Tx tx, Map<MessageKey, ArchivedMessage> messages, Set<String> newcomers)
            throws Exception {
        RowSet<Row> rows = insert(tx, messages.values());
        List<Archived> fresh = archived(rows, messages, true);
        if (!fresh.isEmpty()) {
            Row any = rows.iterator().next();
            changes.apply(tx, fresh, any.getBoolean("changes_wait"));
            if (any.getBoolean("receipts_wait"))
                Watermarks.release(tx, fresh.stream().map(MessageWriter::arrival).toList());
        }
        Memberships.write(tx, newcomers);
        return inOrderOf(messages, fresh, repeats(tx, messages, fresh));
    }

    private static RowSet<Row> insert(Tx tx, Collection<ArchivedMessage> messages)
            throws Exception {
        return tx.run(
                INSERT,
                Column.uuids(messages, ArchivedMessage::id),
                Column.texts(messages, ArchivedMessage::conversation),
                Column.texts(messages, ArchivedMessage::sender),
                Column.texts(messages, ArchivedMessage::type),
                Column.uuids(messages, ArchivedMessage::ref),
                Column.times(messages, ArchivedMessage::sentAt),
                Column.times(messages, ArchivedMessage::receivedAt),
                Column.times(messages, ArchivedMessage::expiresAt),
                Column.texts(messages, ArchivedMessage::payload),
                Column.texts(messages, ArchivedMessage::words));
    }

    private static Watermarks.Arrival arrival(Archived archived) {
        ArchivedMessage message = archived.message();
        return new Watermarks.Arrival(message.id(), message.conversation(), archived.position());
    }

    /** Where those are that the insert passed over: their authors are told as well. */
    private static List<Archived> repeats(
            Tx tx, Map<MessageKey, ArchivedMessage> messages, List<Archived> fresh)
            throws Exception {
        if (fresh.size() == messages.size()) return List.of();
        Map<MessageKey, ArchivedMessage> rest = new LinkedHashMap<>(messages);
        for (Archived archived : fresh) rest.remove(archived.message().key());
        return archived(Changes.onKeys(tx, FIND, rest.keySet()), messages, false);
    }

    private static List<Archived> archived(
            RowSet<Row> rows, Map<MessageKey, ArchivedMessage> messages, boolean isNew) {
        List<Archived> archived = new ArrayList<>(rows.size());
        for (Row row : rows) {
            ArchivedMessage message = Objects.requireNonNull(messages.get(Changes.key(row)));
            archived.add(new Archived(message, row.getLong("position"), isNew));
        }
        return archived;
    }

    private static List<Archived> inOrderOf(
            Map<MessageKey, ArchivedMessage> messages,
            List<Archived> fresh,
            List<Archived> repeats) {
        if (repeats.isEmpty()) return fresh;
        Map<MessageKey, Archived> all = new HashMap<>();
        for (Archived archived : fresh) all.put(archived.message().key(), archived);
        for (Archived archived : repeats) all.put(archived.message().key(), archived);
        return messages.keySet().stream().map(key -> Objects.requireNonNull(all.get(key))).toList();
    }
}

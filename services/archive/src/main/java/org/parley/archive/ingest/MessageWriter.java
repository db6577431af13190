package org.parley.archive.ingest;

import io.vertx.sqlclient.Row;
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
import org.parley.archive.receipts.GroupCounts;
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
            WITH kept AS (
              INSERT INTO message (id, conversation, sender, position, type, ref, sent_at,
                received_at, expires_at, payload, removed_at, removed_why, words)
              SELECT id, conversation, sender, $11 + n - 1, type, ref, sent_at,
                received_at, expires_at, payload,
                CASE WHEN payload IS NULL THEN clock_timestamp() END,
                CASE WHEN payload IS NULL THEN 'expired' END,
                words::tsvector
              FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[],
                  $6::timestamptz[], $7::timestamptz[], $8::timestamptz[], $9::text[], $10::text[])
                WITH ORDINALITY AS m(id, conversation, sender, type, ref,
                  sent_at, received_at, expires_at, payload, words, n)
              ON CONFLICT DO NOTHING
              RETURNING 1)
            SELECT count(*) AS fresh,
              EXISTS (SELECT FROM pending_change) AS changes_wait,
              EXISTS (SELECT FROM pending_receipt) AS receipts_wait
            FROM kept
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
    private final GroupCounts counts;

    MessageWriter(
            Database database,
            Partitions partitions,
            Memberships memberships,
            Changes changes,
            GroupCounts counts) {
        this.database = database;
        this.partitions = partitions;
        this.memberships = memberships;
        this.changes = changes;
        this.counts = counts;
    }

    List<Archived> write(List<ArchivedMessage> batch) throws Exception {
        Map<MessageKey, ArchivedMessage> messages = new LinkedHashMap<>();
        for (ArchivedMessage message : batch) messages.putIfAbsent(message.key(), message);
        partitions.ensure(messages.keySet().stream().map(MessageKey::id).toList());
        Set<String> newcomers =
                memberships.unknown(
                        messages.keySet().stream().map(MessageKey::conversation).toList());
        try {
            List<Watermarks.Moved> moved = new ArrayList<>();
            List<Archived> archived = database.inOrder(tx -> write(tx, messages, newcomers, moved));
            memberships.remember(newcomers);
            counts.moved(moved);
            return archived;
        } catch (DatabaseException e) {
            if (e.isMissingPartition()) partitions.forget();
            throw e;
        }
    }

    private List<Archived> write(
            Tx tx,
            Map<MessageKey, ArchivedMessage> messages,
            Set<String> newcomers,
            List<Watermarks.Moved> moved)
            throws Exception {
        long first = tx.drawPositions(messages.size());
        Row outcome = insert(tx, messages.values(), first);
        boolean repeats = outcome.getLong("fresh") < messages.size();
        List<Archived> archived =
                repeats ? find(tx, messages, first) : number(messages.values(), first);
        List<Archived> fresh = archived.stream().filter(Archived::isNew).toList();
        changes.apply(tx, fresh, outcome.getBoolean("changes_wait"));
        Memberships.write(tx, newcomers);
        if (outcome.getBoolean("receipts_wait"))
            moved.addAll(
                    Watermarks.release(tx, fresh.stream().map(MessageWriter::arrival).toList()));
        return archived;
    }

    private static Row insert(Tx tx, Collection<ArchivedMessage> messages, long first)
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
                        Column.texts(messages, ArchivedMessage::words),
                        first)
                .iterator()
                .next();
    }

    /** All are new, so they have the positions in turn. */
    private static List<Archived> number(Collection<ArchivedMessage> messages, long first) {
        List<Archived> archived = new ArrayList<>(messages.size());
        for (ArchivedMessage message : messages)
            archived.add(new Archived(message, first + archived.size(), true));
        return archived;
    }

    /** Some were there before: they keep their position, and their authors are told as well. */
    private static List<Archived> find(Tx tx, Map<MessageKey, ArchivedMessage> messages, long first)
            throws Exception {
        Map<MessageKey, Long> positions = new HashMap<>();
        for (Row row : Changes.onKeys(tx, FIND, messages.keySet()))
            positions.put(Changes.key(row), row.getLong("position"));
        List<Archived> archived = new ArrayList<>(messages.size());
        for (ArchivedMessage message : messages.values()) {
            long position = Objects.requireNonNull(positions.get(message.key()));
            archived.add(new Archived(message, position, position >= first));
        }
        return archived;
    }

    private static Watermarks.Arrival arrival(Archived archived) {
        ArchivedMessage message = archived.message();
        return new Watermarks.Arrival(
                message.id(), message.conversation(), archived.position(), message.receivedAt());
    }
}

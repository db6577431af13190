package org.parley.archive.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.archive.ordered.Column;
import org.parley.archive.ordered.Tx;
import org.parley.contracts.ConversationId;
import org.parley.contracts.MessageType;

/** Applies edits and deletes in the transaction that archives them, or their target. */
@ApplicationScoped
class Changes {

    static final String KEYS =
            "unnest($1::uuid[], $2::text[], $3::text[]) AS k(id, conversation, sender)";

    private static final String CANDIDATES =
            """
            SELECT m.id, m.conversation, m.sender, m.type, m.removed_at IS NOT NULL AS removed
            FROM message m JOIN (SELECT DISTINCT id, conversation FROM %s) k
              ON m.id = k.id AND m.conversation = k.conversation
            """
                    .formatted(KEYS);

    private static final String EDIT =
            """
            UPDATE message m SET edited_text = k.text, edited_at = k.at,
              edit_received_at = k.received_at, words = k.words::tsvector
            FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[],
                $6::timestamptz[], $7::text[])
              AS k(id, conversation, sender, text, at, received_at, words)
            WHERE m.id = k.id AND m.conversation = k.conversation AND m.sender = k.sender
              AND m.removed_at IS NULL
            RETURNING m.id, m.conversation, m.sender
            """;

    private final EarlyChanges early;
    private final Counter refused;

    Changes(EarlyChanges early, MeterRegistry meters) {
        this.early = early;
        this.refused = meters.counter("parley.archive.changes.refused");
    }

    /**
     * Applies what came with a batch.
     *
     * @param anyEarly whether some change still waits for its target
     */
    void apply(Tx tx, List<Archived> fresh, boolean anyEarly) throws Exception {
        List<Change> changes = new ArrayList<>();
        for (Archived archived : fresh)
            if (archived.message().isChange()) changes.add(change(archived));
        if (anyEarly) changes.addAll(early.release(tx, fresh));
        if (changes.isEmpty()) return;
        ChangePlan plan = ChangePlan.of(changes, candidates(tx, changes));
        Set<MessageKey> removed = new HashSet<>(plan.hollow());
        removed.addAll(edit(tx, plan.edits().values()));
        Removal.delete(tx, plan.deleted());
        removed.addAll(plan.deleted());
        Removal.emptyEdits(tx, removed);
        EarlyChanges.keep(tx, plan.early());
        refused.increment(plan.refused().size());
    }

    private static Change change(Archived archived) {
        ArchivedMessage message = archived.message();
        Instant at = message.sentAt() == null ? message.receivedAt() : message.sentAt();
        return new Change(
                message.key(),
                target(message.key(), Objects.requireNonNull(message.ref())),
                archived.position(),
                message.is(MessageType.DELETE),
                message.payload() == null ? null : message.text(),
                at,
                message.receivedAt());
    }

    static MessageKey target(MessageKey own, UUID ref) {
        return new MessageKey(ref, own.conversation(), own.sender());
    }

    private static List<ChangePlan.Target> candidates(Tx tx, List<Change> changes)
            throws Exception {
        List<ChangePlan.Target> found = new ArrayList<>();
        for (Row row : onKeys(tx, CANDIDATES, changes.stream().map(Change::target).toList()))
            found.add(
                    new ChangePlan.Target(
                            key(row), row.getString("type"), row.getBoolean("removed")));
        return found;
    }

    /** Returns the targets that somebody removed meanwhile. */
    private static Set<MessageKey> edit(Tx tx, Collection<Change> edits) throws Exception {
        if (edits.isEmpty()) return Set.of();
        Set<MessageKey> gone = new HashSet<>();
        for (Change edit : edits) gone.add(edit.target());
        RowSet<Row> changed =
                tx.run(
                        EDIT,
                        Column.uuids(edits, edit -> edit.target().id()),
                        Column.texts(edits, edit -> edit.target().conversation()),
                        Column.texts(edits, edit -> edit.target().sender()),
                        Column.texts(edits, Change::text),
                        Column.times(edits, Change::at),
                        Column.times(edits, Change::receivedAt),
                        Column.texts(edits, Changes::words));
        for (Row row : changed) gone.remove(key(row));
        return gone;
    }

    private static @Nullable String words(Change edit) {
        String conversation = edit.target().conversation();
        return Words.of(ConversationId.parse(conversation).orElseThrow(), edit.text());
    }

    static RowSet<Row> onKeys(Tx tx, String sql, Collection<MessageKey> keys) throws Exception {
        return tx.run(
                sql,
                Column.uuids(keys, MessageKey::id),
                Column.texts(keys, MessageKey::conversation),
                Column.texts(keys, MessageKey::sender));
    }

    static MessageKey key(Row row) {
        return new MessageKey(
                row.getUUID("id"), row.getString("conversation"), row.getString("sender"));
    }
}

package org.parley.push.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.push.PushConfig;
import org.parley.push.store.Database;
import org.parley.push.store.Tx;

/**
 * Writes who is to be told of a batch of messages: in one transaction and a handful of statements,
 * whatever the size of a group. A message that was taken in before changes nothing.
 */
@ApplicationScoped
class Intake {

    // Also the lock that keeps a conversation's receipts and messages from passing each other by.
    private static final String MARK =
            """
            INSERT INTO heard AS h (conversation, log_offset, received_at)
            SELECT conversation, max(log_offset), max(received_at)
            FROM unnest(?::text[], ?::bigint[], ?::timestamptz[]) AS m(conversation, log_offset, received_at)
            GROUP BY conversation ORDER BY conversation
            ON CONFLICT (conversation) DO UPDATE SET
              log_offset = CASE WHEN excluded.received_at > h.received_at THEN excluded.log_offset
                ELSE greatest(h.log_offset, excluded.log_offset) END,
              received_at = greatest(h.received_at, excluded.received_at)
            RETURNING conversation, old.log_offset AS log_offset, old.received_at AS received_at
            """;

    private static final String KEEP =
            """
            INSERT INTO message AS m (conversation, id, sender, recipient, type, text, mentions,
              received_at, expires_at, kept_at)
            SELECT j.conversation, j.id, j.sender, j.recipient, j.type, j.text, j.mentions,
              j."receivedAt", j."expiresAt", ?::timestamptz
            FROM jsonb_to_recordset(?::jsonb) AS j("offset" bigint, conversation text, id uuid, sender text,
              recipient text, type text, text text, mentions jsonb, "receivedAt" timestamptz, "expiresAt" timestamptz)
            ORDER BY j.conversation, j."offset"
            ON CONFLICT (conversation, id, sender) DO UPDATE SET kept_at = excluded.kept_at
            RETURNING position, old.position IS NULL AS fresh
            """;

    // Everybody whom a message concerns, with each of his devices that has a target; then one row
    // per device and conversation.
    private static final String TELL =
            """
            WITH m AS (SELECT * FROM message WHERE position = ANY (?::bigint[])),
            r AS (
              SELECT m.*, m.recipient AS user_id FROM m
              WHERE m.recipient IS NOT NULL AND m.recipient <> m.sender
              UNION ALL
              SELECT m.*, g.user_id FROM m JOIN member g ON g.group_id = m.conversation
              WHERE m.recipient IS NULL AND g.user_id <> m.sender AND g.since <= m.received_at),
            c AS MATERIALIZED (
              SELECT r.position, r.id, r.conversation, r.expires_at, r.type, d.user_id, d.device, d.lane,
                jsonb_exists(r.mentions, d.user_id) AS mention,
                r.recipient IS NOT NULL OR r.type = 'call' OR jsonb_exists(r.mentions, d.user_id) AS urgent,
                coalesce(u.until > ?::timestamptz AND NOT (u.mentions AND jsonb_exists(r.mentions, d.user_id)),
                  false) AS muted
              FROM r JOIN device d ON d.user_id = r.user_id AND d.kind IS NOT NULL
              LEFT JOIN mute u ON u.user_id = r.user_id AND u.conversation = r.conversation
              WHERE NOT EXISTS (SELECT FROM block b WHERE b.owner = r.user_id AND b.blocked = r.sender)),
            q AS (
              SELECT user_id, device, conversation, max(position) AS position, bool_or(urgent) AS urgent,
                bool_or(mention) AS mention, max(expires_at) AS expires_at
              FROM c WHERE NOT muted GROUP BY user_id, device, conversation),
            up AS (
              INSERT INTO pending AS p (user_id, device, conversation, lane, position, phase, clear, urgent, mention,
                queued_at, due_at, expires_at)
              SELECT q.user_id, q.device, q.conversation, d.lane, q.position, 0, false, q.urgent, q.mention,
                ?::timestamptz, ?::timestamptz, q.expires_at
              FROM q JOIN device d USING (user_id, device) ORDER BY q.user_id, q.device, q.conversation
              ON CONFLICT (user_id, device, conversation) DO UPDATE SET
                position = greatest(p.position, excluded.position),
                urgent = (p.urgent AND NOT p.clear) OR excluded.urgent,
                mention = (p.mention AND NOT p.clear) OR excluded.mention,
                expires_at = greatest(p.expires_at, excluded.expires_at),
                clear = false,
                phase = CASE WHEN p.clear THEN 0 ELSE p.phase END,
                queued_at = CASE WHEN p.clear THEN excluded.queued_at ELSE p.queued_at END,
                -- What is under way stays somebody's; he sees that there is more.
                due_at = CASE WHEN p.clear AND p.claim IS NULL THEN excluded.due_at ELSE p.due_at END
              RETURNING user_id, device, conversation,
                CASE WHEN old.clear THEN NULL ELSE old.position END AS before),
            k AS (
              INSERT INTO reading AS k (user_id, conversation, newest, unread)
              SELECT user_id, conversation, max(position), count(DISTINCT position) FROM c
              GROUP BY user_id, conversation ORDER BY user_id, conversation
              ON CONFLICT (user_id, conversation) DO UPDATE
              SET newest = greatest(k.newest, excluded.newest), unread = k.unread + excluded.unread),
            l AS (
              INSERT INTO ledger (at, user_id, device, conversation, message, event, detail)
              SELECT ?::timestamptz, e.user_id, e.device, e.conversation, e.id, e.event, e.detail
              FROM (
                SELECT c.user_id, c.device, c.conversation, c.id, c.position, 1 AS step,
                  CASE WHEN c.muted THEN 'muted' ELSE 'queued' END AS event, NULL AS detail
                FROM c
                UNION ALL
                SELECT c.user_id, c.device, c.conversation, c.id, c.position, 2, 'collapsed',
                  'into ' || n.id
                FROM c JOIN q USING (user_id, device, conversation) JOIN m n ON n.position = q.position
                WHERE NOT c.muted AND c.position < q.position
                UNION ALL
                SELECT up.user_id, up.device, up.conversation, b.id, b.position, 2, 'collapsed',
                  'into ' || n.id
                FROM up JOIN message b ON b.position = up.before
                JOIN q ON q.user_id = up.user_id AND q.device = up.device AND q.conversation = up.conversation
                JOIN m n ON n.position = q.position) e
              ORDER BY e.step, e.position)
            SELECT count(*) AS queued, count(DISTINCT position) AS messages FROM c WHERE NOT muted
            """;

    private static final String EDIT =
            """
            UPDATE message m SET text = e.text
            FROM unnest(?::text[], ?::uuid[], ?::text[], ?::text[]) AS e(conversation, id, sender, text)
            WHERE m.conversation = e.conversation AND m.id = e.id AND m.sender = e.sender AND NOT m.deleted
            """;

    private static final String DELETE =
            """
            UPDATE message m SET text = NULL, deleted = true
            FROM unnest(?::text[], ?::uuid[], ?::text[]) AS e(conversation, id, sender)
            WHERE m.conversation = e.conversation AND m.id = e.id AND m.sender = e.sender AND NOT m.deleted
            RETURNING m.position
            """;

    // Where it was all that was new, there is nothing left to tell.
    private static final String FORGET =
            """
            WITH one AS (
              UPDATE reading k SET unread = k.unread - 1 FROM message m
              WHERE m.position = ANY (?::bigint[]) AND k.conversation = m.conversation
                AND k.read < m.position AND k.newest >= m.position AND k.unread > 0 AND m.sender <> k.user_id
              RETURNING k.user_id, k.conversation, k.unread, m.id),
            gone AS (
              DELETE FROM pending p USING one
              WHERE p.user_id = one.user_id AND p.conversation = one.conversation AND one.unread = 0 AND NOT p.clear
              RETURNING p.user_id, p.device, p.conversation, one.id)
            INSERT INTO ledger (at, user_id, device, conversation, message, event, detail)
            SELECT ?::timestamptz, user_id, device, conversation, id, 'cancelled', 'its author deleted it' FROM gone
            """;

    private static final String EARLY =
            """
            DELETE FROM early_receipt e USING message m
            WHERE m.position = ANY (?::bigint[]) AND e.conversation = m.conversation AND e.message = m.id
            RETURNING e.user_id, e.conversation, e.device, e.state, m.position
            """;

    private final Database database;
    private final ReceiptRows receipts;
    private final ObjectMapper mapper;
    private final Clock clock;
    private final Duration coalesce;
    private final Counter messages;
    private final Counter queued;

    Intake(
            Database database,
            ReceiptRows receipts,
            ObjectMapper mapper,
            Clock clock,
            PushConfig config,
            MeterRegistry meters) {
        this.database = database;
        this.receipts = receipts;
        this.mapper = mapper;
        this.clock = clock;
        this.coalesce = config.coalesce();
        this.messages = meters.counter("parley.push.messages");
        this.queued = meters.counter("parley.push.queued");
    }

    /** How many rows a batch made, and of how many messages. */
    private record Told(long queued, long messages) {}

    void take(List<Heard> batch) throws SQLException {
        if (batch.isEmpty()) return;
        Told told = database.inTransaction(tx -> take(tx, batch));
        queued.increment((double) told.queued());
        messages.increment((double) told.messages());
    }

    private Told take(Tx tx, List<Heard> batch) throws SQLException {
        Instant now = clock.instant();
        List<Heard> fresh = fresh(tx, batch);
        Long[] positions = keep(tx, fresh, now);
        Told told = positions.length == 0 ? new Told(0, 0) : tell(tx, positions, now);
        change(tx, fresh, now);
        if (positions.length > 0)
            receipts.apply(tx, tx.query(EARLY, Reach::of, (Object) positions), now);
        return told;
    }

    /** What the log says for the first time. */
    private static List<Heard> fresh(Tx tx, List<Heard> batch) throws SQLException {
        Map<String, Mark> before = new HashMap<>();
        tx.query(
                        MARK,
                        row ->
                                new Mark(
                                        row.text("conversation"),
                                        row.numberOrNull("log_offset"),
                                        row.timeOrNull("received_at")),
                        batch.stream().map(Heard::conversation).toArray(String[]::new),
                        batch.stream().map(Heard::offset).toArray(Long[]::new),
                        batch.stream().map(Heard::receivedAt).toArray(Instant[]::new))
                .forEach(mark -> before.put(mark.conversation(), mark));
        return batch.stream()
                .filter(heard -> {
                    Mark mark = before.get(heard.conversation());
                    return mark == null || mark.isBefore(heard);
                })
                .toList();
    }

    /** How far a conversation had been taken in. */
    record Mark(String conversation, @Nullable Long offset, @Nullable Instant receivedAt) {

        /**
         * A larger offset is new. So is a later time with a smaller one: then the topic was made
         * anew and counts from zero.
         */
        boolean isBefore(Heard heard) {
            return offset == null
                    || receivedAt == null
                    || heard.offset() > offset
                    || heard.receivedAt().isAfter(receivedAt);
        }
    }

    private record Key(String conversation, UUID id, String sender) {}

    /** The positions of those that somebody may still have to be told of. */
    private Long[] keep(Tx tx, List<Heard> fresh, Instant now) throws SQLException {
        Map<Key, Heard> messages = new LinkedHashMap<>();
        for (Heard heard : fresh)
            if (heard.isToBeTold() && heard.expiresAt().isAfter(now))
                messages.putIfAbsent(
                        new Key(heard.conversation(), heard.id(), heard.sender()), heard);
        if (messages.isEmpty()) return new Long[0];
        record Kept(long position, boolean fresh) {}
        return tx
                .query(
                        KEEP,
                        row -> new Kept(row.number("position"), row.flag("fresh")),
                        now,
                        json(messages.values()))
                .stream()
                .filter(Kept::fresh)
                .map(Kept::position)
                .toArray(Long[]::new);
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what came as JSON is JSON", e);
        }
    }

    private Told tell(Tx tx, Long[] positions, Instant now) throws SQLException {
        return tx.query(
                        TELL,
                        row -> new Told(row.number("queued"), row.number("messages")),
                        positions,
                        now,
                        now,
                        now.plus(coalesce),
                        now)
                .getFirst();
    }

    private static void change(Tx tx, List<Heard> fresh, Instant now) throws SQLException {
        List<Heard> edits = new ArrayList<>();
        List<Heard> deletions = new ArrayList<>();
        for (Heard heard : fresh) {
            if (heard.ref() == null) continue;
            if (heard.isEdit()) edits.add(heard);
            if (heard.isDeletion()) deletions.add(heard);
        }
        if (!edits.isEmpty())
            tx.run(
                    EDIT,
                    texts(edits, Heard::conversation),
                    refs(edits),
                    texts(edits, Heard::sender),
                    texts(edits, Heard::text));
        if (deletions.isEmpty()) return;
        Long[] gone =
                tx.query(
                                DELETE,
                                row -> row.number("position"),
                                texts(deletions, Heard::conversation),
                                refs(deletions),
                                texts(deletions, Heard::sender))
                        .toArray(Long[]::new);
        if (gone.length > 0) tx.run(FORGET, gone, now);
    }

    private static String[] texts(
            List<Heard> all, java.util.function.Function<Heard, @Nullable String> of) {
        return all.stream().map(of).toArray(String[]::new);
    }

    private static UUID[] refs(List<Heard> all) {
        return all.stream().map(Heard::ref).toArray(UUID[]::new);
    }
}

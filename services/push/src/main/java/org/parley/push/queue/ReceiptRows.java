package org.parley.push.queue;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.parley.push.store.Tx;

/**
 * What receipts change: what was read is told nobody any more, and taken away where it is shown.
 */
@ApplicationScoped
class ReceiptRows {

    private static final String ROWS =
            """
            WITH r AS MATERIALIZED (
              SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                AS r(user_id, conversation, device, state, position))
            """;

    private static final String MOVE =
            ROWS
                    + """
                    , f AS (
                      SELECT user_id, conversation,
                        max(position) FILTER (WHERE state = 'read') AS read,
                        max(position) FILTER (WHERE device = '') AS delivered
                      FROM r GROUP BY user_id, conversation)
                    UPDATE reading k SET
                      read = greatest(k.read, f.read),
                      delivered = greatest(k.delivered, f.delivered),
                      unread = CASE
                        WHEN f.read IS NULL OR f.read <= k.read THEN k.unread
                        WHEN f.read >= k.newest THEN 0
                        ELSE least(k.unread, (SELECT count(*) FROM message m WHERE m.conversation = k.conversation
                          AND m.position > f.read AND m.sender <> k.user_id AND NOT m.deleted)) END
                    FROM f WHERE k.user_id = f.user_id AND k.conversation = f.conversation
                    """;

    // Who has it himself need not be told of it. A receipt that names no device counts for those
    // that were connected.
    private static final String CANCEL =
            ROWS
                    + """
                    , gone AS (
                      DELETE FROM pending p USING r
                      WHERE p.user_id = r.user_id AND p.conversation = r.conversation AND p.position <= r.position
                        AND NOT p.clear
                        AND (r.state = 'read' OR p.device = r.device OR (r.device = '' AND p.live IS TRUE))
                      RETURNING p.user_id, p.device, p.conversation, p.position, r.state, r.device AS by_device)
                    INSERT INTO ledger (at, user_id, device, conversation, message, event, detail)
                    SELECT ?::timestamptz, g.user_id, g.device, g.conversation, m.id, 'cancelled-' || g.state,
                      CASE WHEN g.by_device = '' THEN NULL ELSE 'on ' || g.by_device END
                    FROM gone g LEFT JOIN message m ON m.position = g.position
                    """;

    private static final String CLEAR =
            ROWS
                    + """
                    , gone AS (
                      DELETE FROM shown s USING r
                      WHERE s.user_id = r.user_id AND s.conversation = r.conversation AND s.position <= r.position
                        AND r.state = 'read'
                      RETURNING s.user_id, s.device, s.conversation, s.position, r.device AS by_device)
                    """
                    + Clearing.sql("gone", "WHERE gone.device <> gone.by_device");

    private static final String[] NONE = {};

    void apply(Tx tx, List<Reach> reached, Instant now) throws SQLException {
        if (reached.isEmpty()) return;
        Object[] columns = columns(reached);
        tx.run(MOVE, columns);
        tx.run(CANCEL, with(columns, now));
        if (reached.stream().anyMatch(one -> one.state().equals("read")))
            tx.run(CLEAR, with(columns, now, now, now.plus(Clearing.TTL)));
    }

    private static Object[] columns(List<Reach> all) {
        return new Object[] {
            all.stream().map(Reach::user).toList().toArray(NONE),
            all.stream().map(Reach::conversation).toList().toArray(NONE),
            all.stream().map(Reach::device).toList().toArray(NONE),
            all.stream().map(Reach::state).toList().toArray(NONE),
            all.stream().map(Reach::position).toArray(Long[]::new)
        };
    }

    private static Object[] with(Object[] columns, Object... more) {
        Object[] all = java.util.Arrays.copyOf(columns, columns.length + more.length);
        System.arraycopy(more, 0, all, columns.length, more.length);
        return all;
    }
}

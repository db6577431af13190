package org.parley.push.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.parley.push.PushConfig;
import org.parley.push.queue.Clearing;
import org.parley.push.store.Database;
import org.parley.push.store.Tx;

/** The rows after a try. Only those whose claim is still ours change. */
@ApplicationScoped
class ResultRows {

    private static final String ROWS =
            """
            WITH o AS MATERIALIZED (
              SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::boolean[], ?::uuid[], ?::uuid[],
                  ?::text[], ?::text[], ?::timestamptz[], ?::text[])
                AS o(user_id, device, conversation, position, clear, claim, message, event, detail, again, address))
            """;

    private static final String OURS =
            """
            p.user_id = o.user_id AND p.device = o.device AND p.conversation = o.conversation AND p.claim = o.claim
            """;

    private static final String LEDGER =
            """
            INSERT INTO ledger (at, user_id, device, conversation, message, event, detail)
            SELECT ?::timestamptz, user_id, device, conversation, message, event, detail FROM o
            """;

    // Where more was said meanwhile, the row stays and starts anew.
    private static final String OVER =
            ROWS
                    + """
                    , done AS (
                      DELETE FROM pending p USING o
                      WHERE %1$s AND p.position = o.position AND p.clear = o.clear),
                    newer AS (
                      UPDATE pending p SET claim = NULL, attempts = 0, phase = 0, queued_at = ?::timestamptz,
                        due_at = ?::timestamptz
                      FROM o WHERE %1$s AND (p.position, p.clear) IS DISTINCT FROM (o.position, o.clear))
                    """
                            .formatted(OURS)
                    + LEDGER;

    private static final String SHOWN =
            ROWS
                    + """
                    INSERT INTO shown AS s (user_id, device, conversation, position, at)
                    SELECT user_id, device, conversation, max(position), ?::timestamptz FROM o
                    WHERE EXISTS (SELECT FROM device d WHERE d.user_id = o.user_id AND d.device = o.device)
                    GROUP BY user_id, device, conversation
                    ON CONFLICT (user_id, device, conversation)
                    DO UPDATE SET position = greatest(s.position, excluded.position), at = excluded.at
                    """;

    // It was read while it was on its way.
    private static final String READ_MEANWHILE =
            ROWS
                    + """
                    , gone AS (
                      DELETE FROM shown s USING o, reading k
                      WHERE s.user_id = o.user_id AND s.device = o.device AND s.conversation = o.conversation
                        AND k.user_id = s.user_id AND k.conversation = s.conversation AND k.read >= s.position
                      RETURNING s.user_id, s.device, s.conversation, s.position)
                    """
                    + Clearing.sql("gone", "");

    private static final String AGAIN =
            ROWS
                    + ", later AS (UPDATE pending p SET claim = NULL, due_at = o.again FROM o WHERE "
                    + OURS
                    + ")\n"
                    + LEDGER;

    // The device may have got a new target meanwhile: then that one lives.
    private static final String DEAD =
            ROWS
                    + """
                    , dead AS (
                      UPDATE device d SET kind = NULL, lane = NULL, address = NULL, receiver_key = NULL,
                        receiver_secret = NULL, gone_at = ?::timestamptz, gone_why = o.detail
                      FROM (SELECT DISTINCT ON (user_id, device) * FROM o) o
                      WHERE d.user_id = o.user_id AND d.device = o.device AND d.address = o.address
                      RETURNING d.user_id, d.device),
                    rest AS (
                      DELETE FROM pending p USING dead WHERE p.user_id = dead.user_id AND p.device = dead.device),
                    unseen AS (
                      DELETE FROM shown s USING dead WHERE s.user_id = dead.user_id AND s.device = dead.device)
                    """
                    + LEDGER;

    private final Database database;
    private final Duration coalesce;

    ResultRows(Database database, PushConfig config) {
        this.database = database;
        this.coalesce = config.coalesce();
    }

    void write(List<Ending> endings, Instant now) throws SQLException {
        List<Ending> over = those(endings, one -> !one.is(Ending.RETRIED) && !one.is(Ending.DEAD));
        List<Ending> accepted = those(endings, one -> one.is(Ending.ACCEPTED));
        List<Ending> again = those(endings, one -> one.is(Ending.RETRIED));
        List<Ending> dead = those(endings, one -> one.is(Ending.DEAD));
        database.inTransaction(tx -> {
            run(tx, OVER, over, now, now.plus(coalesce), now);
            run(tx, SHOWN, accepted, now);
            run(tx, READ_MEANWHILE, accepted, now, now, now.plus(Clearing.TTL));
            run(tx, AGAIN, again, now);
            run(tx, DEAD, dead, now, now);
            return true;
        });
    }

    private static List<Ending> those(List<Ending> endings, Predicate<Ending> which) {
        return endings.stream().filter(which).toList();
    }

    private static void run(Tx tx, String sql, List<Ending> endings, Object... more)
            throws SQLException {
        if (endings.isEmpty()) return;
        Object[] values = new Object[11 + more.length];
        List<Job> jobs = endings.stream().map(Ending::job).toList();
        values[0] = jobs.stream().map(Job::user).toArray(String[]::new);
        values[1] = jobs.stream().map(Job::device).toArray(String[]::new);
        values[2] = jobs.stream().map(Job::conversation).toArray(String[]::new);
        values[3] = jobs.stream().map(Job::position).toArray(Long[]::new);
        values[4] = jobs.stream().map(Job::clear).toArray(Boolean[]::new);
        values[5] = jobs.stream().map(Job::claim).toArray(UUID[]::new);
        values[6] = jobs.stream().map(Job::message).toArray(UUID[]::new);
        values[7] = endings.stream().map(Ending::event).toArray(String[]::new);
        values[8] = endings.stream().map(Ending::detail).toArray(String[]::new);
        values[9] = endings.stream().map(Ending::again).toArray(Instant[]::new);
        values[10] =
                jobs.stream()
                        .map(job -> job.target() == null ? null : job.target().address())
                        .toArray(String[]::new);
        System.arraycopy(more, 0, values, 11, more.length);
        tx.run(sql, values);
    }
}

package org.parley.push.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.push.device.QuietHours;
import org.parley.push.gateway.Notification;
import org.parley.push.gateway.Target;
import org.parley.push.store.Cells;
import org.parley.push.store.Database;
import org.parley.push.store.Tx;

/**
 * Takes what is due, so that no other instance takes it too. What is taken and never recorded,
 * because a process died, is due again when its lease is over.
 */
@ApplicationScoped
class Claims {

    // One step of an index for each lane, however many rows wait there.
    private static final String LANES =
            """
            WITH RECURSIVE l(lane) AS (
              (SELECT lane FROM pending WHERE phase = 1 ORDER BY lane LIMIT 1)
              UNION ALL
              SELECT (SELECT p.lane FROM pending p WHERE p.phase = 1 AND p.lane > l.lane ORDER BY p.lane LIMIT 1)
              FROM l WHERE l.lane IS NOT NULL)
            SELECT lane FROM l WHERE lane IS NOT NULL
              AND EXISTS (SELECT FROM pending p WHERE p.lane = l.lane AND p.phase = 1 AND p.due_at <= ?)
            """;

    private static final String TAKE =
            """
            WITH c AS (
              UPDATE pending p SET claim = ?, due_at = ?, attempts = p.attempts + 1
              FROM (SELECT user_id, device, conversation FROM pending
                WHERE lane = ? AND phase = 1 AND due_at <= ? AND (? OR claim IS NULL)
                ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED) q
              WHERE p.user_id = q.user_id AND p.device = q.device AND p.conversation = q.conversation
              RETURNING p.*)
            SELECT c.user_id, c.device, c.conversation, c.position, c.clear, c.urgent, c.mention, c.attempts,
              c.expires_at, d.kind, d.address, d.receiver_key, d.receiver_secret, d.previews,
              d.quiet_from, d.quiet_until, d.quiet_zone,
              m.id, m.sender, m.type, m.text, m.deleted, m.received_at, g.name, coalesce(k.unread, 0) AS unread,
              (SELECT count(*) FROM reading b WHERE b.user_id = c.user_id AND b.unread > 0) AS badge,
              (SELECT count(*) FROM shown s
                WHERE s.user_id = c.user_id AND s.device = c.device AND s.conversation <> c.conversation) AS others
            FROM c LEFT JOIN device d ON d.user_id = c.user_id AND d.device = c.device
            LEFT JOIN message m ON m.position = c.position
            LEFT JOIN group_name g ON g.group_id = c.conversation
            LEFT JOIN reading k ON k.user_id = c.user_id AND k.conversation = c.conversation
            """;

    private static final String ROWS =
            """
            WITH o AS MATERIALIZED (
              SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::timestamptz[])
                AS o(user_id, device, conversation, claim, message, until))
            """;

    private static final String SENT =
            ROWS
                    + """
                    INSERT INTO ledger (at, user_id, device, conversation, message, event)
                    SELECT ?::timestamptz, user_id, device, conversation, message, 'sent' FROM o
                    """;

    private static final String HOLD =
            ROWS
                    + """
                    , h AS (
                      UPDATE pending p SET claim = NULL, due_at = o.until, attempts = p.attempts - 1 FROM o
                      WHERE p.user_id = o.user_id AND p.device = o.device AND p.conversation = o.conversation
                        AND p.claim = o.claim)
                    INSERT INTO ledger (at, user_id, device, conversation, message, event, detail)
                    SELECT ?::timestamptz, user_id, device, conversation, message, 'held',
                      'quiet hours until ' || to_char(until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') FROM o
                    """;

    private static final String DROP =
            ROWS
                    + """
                    , gone AS (
                      DELETE FROM pending p USING o
                      WHERE p.user_id = o.user_id AND p.device = o.device AND p.conversation = o.conversation
                        AND p.claim = o.claim)
                    INSERT INTO ledger (at, user_id, device, conversation, message, event, detail)
                    SELECT ?::timestamptz, user_id, device, conversation, message, 'expired', 'its time is over' FROM o
                    """;

    /** Conversations that a vendor with few places may keep the newest of: Google has four. */
    private static final int PLACES = 4;

    private final Database database;

    Claims(Database database) {
        this.database = database;
    }

    /** Those for which something is due. */
    List<String> lanes(Instant now) throws SQLException {
        return database.query(LANES, row -> row.text("lane"), now);
    }

    /**
     * What shall be sent now. What shall not, because it is too late or the device is quiet, is
     * dealt with here.
     *
     * @param leftovers also what somebody else has claimed and not recorded until its lease was
     *     over
     */
    List<Job> take(String lane, int most, boolean leftovers, Instant now, Instant leaseEnd)
            throws SQLException {
        UUID claim = UUID.randomUUID();
        return database.inTransaction(tx -> {
            List<Job> all =
                    tx.query(
                            TAKE,
                            row -> job(row, claim),
                            claim,
                            leaseEnd,
                            lane,
                            now,
                            leftovers,
                            most);
            List<Job> late = all.stream().filter(job -> isLate(job, now)).toList();
            List<Job> quiet =
                    all.stream().filter(job -> !isLate(job, now) && isQuiet(job, now)).toList();
            List<Job> due =
                    all.stream().filter(job -> !isLate(job, now) && !isQuiet(job, now)).toList();
            write(tx, DROP, late, now);
            write(tx, HOLD, quiet, now);
            write(tx, SENT, due, now);
            return due;
        });
    }

    private static boolean isLate(Job job, Instant now) {
        return job.target() == null || !job.expiresAt().isAfter(now);
    }

    /** What is taken away makes no noise. */
    private static boolean isQuiet(Job job, Instant now) {
        return !job.clear() && until(job, now) != null;
    }

    private static @Nullable Instant until(Job job, Instant now) {
        return job.quiet().flatMap(hours -> hours.endAfter(now)).orElse(null);
    }

    private static void write(Tx tx, String sql, List<Job> jobs, Instant now) throws SQLException {
        if (jobs.isEmpty()) return;
        tx.run(
                sql,
                jobs.stream().map(Job::user).toArray(String[]::new),
                jobs.stream().map(Job::device).toArray(String[]::new),
                jobs.stream().map(Job::conversation).toArray(String[]::new),
                jobs.stream().map(Job::claim).toArray(UUID[]::new),
                jobs.stream().map(Job::message).toArray(UUID[]::new),
                jobs.stream().map(job -> until(job, now)).toArray(Instant[]::new),
                now);
    }

    private static Job job(Cells row, UUID claim) throws SQLException {
        String kind = row.textOrNull("kind");
        boolean clear = row.flag("clear");
        Instant expiresAt = row.time("expires_at");
        boolean told = !clear && !row.flag("deleted") && row.flag("previews");
        Notification notification =
                new Notification(
                        clear ? Notification.CLEAR : Notification.MESSAGE,
                        row.text("conversation"),
                        row.uuidOrNull("id"),
                        row.textOrNull("sender"),
                        row.textOrNull("name"),
                        row.textOrNull("type"),
                        told ? row.textOrNull("text") : null,
                        row.number("unread"),
                        row.number("badge"),
                        row.flag("urgent"),
                        row.flag("mention"),
                        row.number("others") < PLACES,
                        row.timeOrNull("received_at"),
                        expiresAt);
        return new Job(
                row.text("user_id"),
                row.text("device"),
                row.text("conversation"),
                row.number("position"),
                clear,
                claim,
                (int) row.number("attempts"),
                expiresAt,
                notification.message(),
                notification.receivedAt(),
                kind == null ? null : target(kind, row),
                quiet(row),
                notification);
    }

    private static Target target(String kind, Cells row) throws SQLException {
        return Target.of(
                kind,
                row.text("address"),
                row.bytesOrNull("receiver_key"),
                row.bytesOrNull("receiver_secret"));
    }

    private static Optional<QuietHours> quiet(Cells row) throws SQLException {
        LocalTime from = row.clockOrNull("quiet_from");
        if (from == null) return Optional.empty();
        return Optional.of(
                new QuietHours(
                        from,
                        Objects.requireNonNull(row.clockOrNull("quiet_until")),
                        ZoneId.of(row.text("quiet_zone"))));
    }
}

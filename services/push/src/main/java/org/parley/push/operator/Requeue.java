package org.parley.push.operator;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import org.parley.push.PushConfig;
import org.parley.push.delivery.Bell;
import org.parley.push.ledger.Entry;
import org.parley.push.problem.Refusal;
import org.parley.push.store.Database;
import org.parley.push.store.Tx;

/** Tells a device once more, at an operator's wish. */
@ApplicationScoped
class Requeue {

    // What waits for its next try does not wait any longer; what is under way is left alone.
    private static final String HURRY =
            """
            UPDATE pending SET due_at = ?, attempts = 0, phase = 1
            WHERE user_id = ? AND device = ? AND conversation = ? AND claim IS NULL
            """;

    private static final String AGAIN =
            """
            INSERT INTO pending (user_id, device, conversation, lane, position, phase, clear, urgent, mention, queued_at,
              due_at, expires_at)
            SELECT d.user_id, d.device, m.conversation, d.lane, m.position, 1, false, m.recipient IS NOT NULL, false,
              ?::timestamptz, ?::timestamptz, ?::timestamptz
            FROM device d, message m
            WHERE d.user_id = ? AND d.device = ? AND d.kind IS NOT NULL AND m.conversation = ? AND m.id = ?
              AND NOT m.deleted
            ON CONFLICT DO NOTHING
            """;

    private static final String LEDGER =
            """
            INSERT INTO ledger (at, user_id, device, conversation, message, event, detail)
            VALUES (?, ?, ?, ?, ?, 'requeued', 'by an operator')
            """;

    private final Database database;
    private final Bell bell;
    private final PushConfig config;
    private final Clock clock;

    Requeue(Database database, Bell bell, PushConfig config, Clock clock) {
        this.database = database;
        this.bell = bell;
        this.config = config;
        this.clock = clock;
    }

    /** Whether it was waiting, or is queued anew. */
    String retry(Entry entry) throws SQLException {
        if (entry.conversation() == null || entry.message() == null)
            throw new Refusal.Gone("entry " + entry.id() + " is of no message");
        Instant now = clock.instant();
        String state = database.inTransaction(tx -> retry(tx, entry, now));
        bell.ring();
        return state;
    }

    private String retry(Tx tx, Entry entry, Instant now) throws SQLException {
        boolean waited = tx.run(HURRY, now, entry.user(), entry.device(), entry.conversation()) > 0;
        boolean queued =
                !waited
                        && tx.run(
                                        AGAIN,
                                        now,
                                        now,
                                        now.plus(config.ttl().message()),
                                        entry.user(),
                                        entry.device(),
                                        entry.conversation(),
                                        entry.message())
                                > 0;
        if (!waited && !queued)
            throw new Refusal.Gone(
                    "message "
                            + entry.message()
                            + " is not kept any more, is being sent now, or device "
                            + entry.device()
                            + " has no target");
        tx.run(LEDGER, now, entry.user(), entry.device(), entry.conversation(), entry.message());
        return waited ? "hurried" : "queued";
    }
}

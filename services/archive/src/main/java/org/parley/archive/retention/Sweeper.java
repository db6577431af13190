package org.parley.archive.retention;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.parley.archive.ArchiveConfig;
import org.parley.archive.ordered.Column;
import org.parley.archive.ordered.Database;
import org.parley.archive.ordered.DatabaseException;
import org.parley.archive.ordered.Tx;
import org.parley.archive.start.Migration;

/**
 * Empties messages whose time is over, some at a time. In the writers' order, so that no edit slips
 * in between; several instances share the work.
 */
@ApplicationScoped
class Sweeper {

    private static final String EXPIRE =
            """
            WITH due AS (
              SELECT id, conversation, sender FROM message
              WHERE expires_at <= $1 AND removed_at IS NULL
              ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)
            UPDATE message m SET payload = NULL, edited_text = NULL, words = NULL,
              removed_at = $1, removed_why = 'expired'
            FROM due
            WHERE m.id = due.id AND m.conversation = due.conversation AND m.sender = due.sender
            RETURNING m.id, m.conversation, m.sender
            """;

    private static final String EDITS =
            """
            UPDATE message e SET payload = NULL, words = NULL, removed_at = $4, removed_why = 'expired'
            FROM unnest($1::uuid[], $2::text[], $3::text[]) AS m(id, conversation, sender)
            WHERE e.ref = m.id AND e.conversation = m.conversation AND e.sender = m.sender
              AND e.type = 'edit' AND e.removed_at IS NULL
            """;

    private final Database database;
    private final Migration migration;
    private final ArchiveConfig config;
    private final Clock clock;
    private final Counter expired;

    Sweeper(
            Database database,
            Migration migration,
            ArchiveConfig config,
            Clock clock,
            MeterRegistry meters) {
        this.database = database;
        this.migration = migration;
        this.config = config;
        this.clock = clock;
        this.expired = meters.counter("parley.archive.expired");
    }

    @Scheduled(
            every = "${parley.archive.sweep-every:10s}",
            delay = 5,
            delayUnit = TimeUnit.SECONDS,
            concurrentExecution = ConcurrentExecution.SKIP)
    void sweep() throws Exception {
        try {
            migration.await();
            int some;
            do some = database.inOrder(this::expireSome);
            while (some == config.sweepBatch());
        } catch (DatabaseException | IllegalStateException e) {
            Log.debugf(e, "sweep put off");
        }
    }

    private int expireSome(Tx tx) throws Exception {
        Object now = Column.time(clock.instant());
        List<Row> rows = new ArrayList<>();
        tx.run(EXPIRE, now, config.sweepBatch()).forEach(rows::add);
        if (!rows.isEmpty())
            tx.run(
                    EDITS,
                    Column.uuids(rows, row -> row.getUUID("id")),
                    Column.texts(rows, row -> row.getString("conversation")),
                    Column.texts(rows, row -> row.getString("sender")),
                    now);
        expired.increment(rows.size());
        return rows.size();
    }
}

package org.parley.push.queue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.parley.push.PushConfig;
import org.parley.push.start.Migration;
import org.parley.push.start.Patience;
import org.parley.push.start.StoppingException;
import org.parley.push.start.Waiting;
import org.parley.push.store.Database;

/** Removes what nobody needs any more, a piece at a time, and counts what waits. */
@ApplicationScoped
class Sweeper {

    private static final Duration PAUSE = Duration.ofSeconds(15);
    private static final int PIECE = 5_000;

    // What was said goes as soon as nobody is to be told of it; its id stays for a while, for
    // receipts and repeats.
    private static final String TEXTS =
            """
            UPDATE message m SET text = NULL WHERE m.position IN (
              SELECT position FROM message k WHERE k.text IS NOT NULL AND k.kept_at < ?
                AND NOT EXISTS (SELECT FROM pending p WHERE p.position = k.position) LIMIT %d)
            """
                    .formatted(PIECE);

    private static final String MESSAGES =
            """
            DELETE FROM message m WHERE m.position IN (
              SELECT position FROM message k WHERE k.kept_at < ?
                AND NOT EXISTS (SELECT FROM pending p WHERE p.position = k.position)
                AND NOT EXISTS (SELECT FROM shown s WHERE s.position = k.position) LIMIT %d)
            """
                    .formatted(PIECE);

    private static final String SHOWN =
            "DELETE FROM shown WHERE at < ? AND position IN (SELECT position FROM shown WHERE at < ? LIMIT %d)"
                    .formatted(PIECE);

    private static final String EARLY =
            "DELETE FROM early_receipt WHERE ctid IN (SELECT ctid FROM early_receipt WHERE at < ? LIMIT %d)"
                    .formatted(PIECE);

    private static final String LEDGER =
            "DELETE FROM ledger WHERE id IN (SELECT id FROM ledger WHERE at < ? LIMIT %d)"
                    .formatted(PIECE);

    private static final String WAITING =
            """
            SELECT count(*) AS waiting,
              coalesce(extract(epoch FROM ?::timestamptz - min(due_at)), 0)::bigint AS overdue FROM pending
            """;

    private final Database database;
    private final Migration migration;
    private final Waiting waiting;
    private final Patience patience;
    private final PushConfig config;
    private final Clock clock;
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong overdue = new AtomicLong();

    Sweeper(
            Database database,
            Migration migration,
            Waiting waiting,
            PushConfig config,
            Clock clock,
            MeterRegistry meters) {
        this.database = database;
        this.migration = migration;
        this.waiting = waiting;
        this.config = config;
        this.clock = clock;
        this.patience = new Patience(waiting, "sweep", config.firstPause(), config.longestPause());
        meters.gauge("parley.push.waiting", rows);
        meters.gauge("parley.push.overdue.seconds", overdue);
    }

    void onStart(@Observes StartupEvent event) {
        Thread.ofVirtual().name("sweeper").start(this::run);
    }

    private void run() {
        try {
            while (!waiting.isStopping()) {
                patience.untilDone(() -> {
                    migration.await();
                    sweep();
                });
                waiting.pause(PAUSE);
            }
        } catch (StoppingException e) {
            // The process ends.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void sweep() throws SQLException {
        Instant now = clock.instant();
        Instant old = now.minus(config.remember());
        // A text that is not told within this time is being told again, or not at all.
        all(TEXTS, now.minus(Duration.ofMinutes(1)));
        all(MESSAGES, old);
        Instant forgotten = now.minus(Duration.ofDays(30));
        all(SHOWN, forgotten, forgotten);
        all(EARLY, old);
        all(LEDGER, now.minus(config.ledgerKept()));
        database.query(
                WAITING,
                row -> {
                    rows.set(row.number("waiting"));
                    overdue.set(Math.max(0, row.number("overdue")));
                    return true;
                },
                now);
    }

    /** Piece after piece. */
    private void all(String sql, Instant... before) throws SQLException {
        int removed = PIECE;
        while (removed >= PIECE) removed = database.run(sql, (Object[]) before);
    }
}

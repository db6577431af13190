package org.parley.archive.retention;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.parley.archive.ArchiveConfig;
import org.parley.archive.ingest.Month;
import org.parley.archive.ingest.Partitions;
import org.parley.archive.ordered.Column;
import org.parley.archive.ordered.Database;
import org.parley.archive.ordered.DatabaseException;
import org.parley.archive.ordered.Tx;
import org.parley.archive.start.Migration;

/**
 * Drops what is older than it may get: months of messages where so configured, vain waiting, dead
 * letters.
 */
@ApplicationScoped
class Retention {

    private static final String TABLES =
            """
            SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = 'message'::regclass
            """;

    private final Database database;
    private final Migration migration;
    private final Partitions partitions;
    private final ArchiveConfig config;
    private final Clock clock;

    Retention(
            Database database,
            Migration migration,
            Partitions partitions,
            ArchiveConfig config,
            Clock clock) {
        this.database = database;
        this.migration = migration;
        this.partitions = partitions;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "${parley.archive.retain-every:1h}",
            delay = 1,
            delayUnit = TimeUnit.MINUTES,
            concurrentExecution = ConcurrentExecution.SKIP)
    void retain() throws Exception {
        try {
            migration.await();
            database.inTransaction(this::forgetVain);
            if (config.retention().isPresent()) dropBefore(ago(config.retention().get()));
        } catch (DatabaseException | IllegalStateException e) {
            Log.warnf("retention put off reason=%s", e.getMessage());
        }
    }

    private Instant ago(Duration duration) {
        return clock.instant().minus(duration);
    }

    private int forgetVain(Tx tx) throws Exception {
        Object before = Column.time(ago(config.pendingFor()));
        Object rejected = Column.time(ago(config.rejectedFor()));
        return tx.run("DELETE FROM pending_receipt WHERE kept_at < $1", before).rowCount()
                + tx.run("DELETE FROM pending_change WHERE kept_at < $1", before).rowCount()
                + tx.run("DELETE FROM rejected WHERE received_at < $1", rejected).rowCount();
    }

    void dropBefore(Instant limit) throws Exception {
        for (Month month : database.inTransaction(Retention::months))
            if (month.end().isBefore(limit)) drop(month);
    }

    private static List<Month> months(Tx tx) throws Exception {
        List<Month> months = new ArrayList<>();
        for (Row row : tx.run(TABLES)) Month.ofTable(row.getString(0)).ifPresent(months::add);
        return months;
    }

    private void drop(Month month) throws Exception {
        database.inTransaction(tx -> {
            // Readers of any month hold it up; they shall not wait behind us in turn.
            tx.define("SET LOCAL lock_timeout = '2s'");
            return tx.define("DROP TABLE IF EXISTS " + month.table());
        });
        partitions.forget();
        Log.infof("month dropped name=%s", month.table());
    }
}

package org.parley.groups.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.parley.groups.GroupsConfig;
import org.parley.groups.start.Migration;
import org.parley.groups.start.Patience;
import org.parley.groups.start.StoppingException;
import org.parley.groups.start.Waiting;

/**
 * Carries the outbox to Kafka, in order and at least once.
 *
 * <p>Of several instances one does, as long as its connection holds a lock of PostgreSQL's; the
 * others take over when it is gone. The commit of a change wakes it, so that a removed member is
 * not heard for longer than it takes to write one record; a look from time to time finds what is
 * left over.
 */
@ApplicationScoped
public class Relay {

    /** Any number; all instances on one database agree on it. */
    private static final String LOCK = "SELECT pg_try_advisory_lock(7521963)";

    /** A relay whose machine vanished must not keep the lock for hours. */
    private static final String KEEPALIVE =
            "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3";

    private static final String NEXT = "SELECT id, letters, at FROM outbox ORDER BY id LIMIT $1";
    private static final String DONE = "DELETE FROM outbox WHERE id = ANY ($1)";

    private final Vertx vertx;
    private final PgConnectOptions database;
    private final Outbox outbox;
    private final FencedLog log;
    private final GroupsConfig config;
    private final Clock clock;
    private final Migration migration;
    private final Waiting waiting;
    private final Patience patience;
    private final Timer delay;
    private final Semaphore wake = new Semaphore(0);
    private volatile String state = "starting";
    private @Nullable PgConnection connection;

    Relay(
            Vertx vertx,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password,
            Outbox outbox,
            FencedLog log,
            GroupsConfig config,
            Clock clock,
            Migration migration,
            Waiting waiting,
            MeterRegistry meters) {
        this.vertx = vertx;
        // Not of the pool: it is held on to, and given up for good.
        this.database = PgConnectOptions.fromUri(url).setUser(user).setPassword(password);
        this.outbox = outbox;
        this.log = log;
        this.config = config;
        this.clock = clock;
        this.migration = migration;
        this.waiting = waiting;
        this.patience =
                new Patience(waiting, "relay to Kafka", config.firstPause(), config.longestPause());
        this.delay =
                Timer.builder("parley.groups.relay")
                        .description("From a change's transaction to Kafka's acknowledgement")
                        .publishPercentiles(0.5, 0.99)
                        .register(meters);
    }

    /** What it does now, for readiness. */
    public String state() {
        return state;
    }

    void onStart(@Observes StartupEvent event) {
        Thread.ofVirtual().name("relay").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                patience.untilDone(this::open);
                relayUntilItBreaks();
            }
        } catch (StoppingException | InterruptedException _) {
            close();
        }
    }

    /** Until this is the instance that relays. */
    private void open() throws Exception {
        close();
        state = "waiting";
        migration.await();
        PgConnection fresh = wait(PgConnection.connect(vertx, database));
        connection = fresh;
        fresh.notificationHandler(_ -> wake.release());
        wait(fresh.query(KEEPALIVE).execute());
        while (!wait(fresh.query(LOCK).execute()).iterator().next().getBoolean(0)) {
            state = "another instance relays";
            waiting.pause(config.relayPoll());
        }
        log.open();
        wait(fresh.query("LISTEN outbox").execute());
    }

    private void relayUntilItBreaks() throws InterruptedException {
        Log.info("relaying");
        state = "relaying";
        PgConnection open = Objects.requireNonNull(connection);
        try {
            while (!waiting.isStopping()) {
                var _ = wake.drainPermits();
                if (!relayed(open)) rest();
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            Log.warnf("relay broke off reason=%s", Patience.describe(e));
        }
    }

    private void rest() throws InterruptedException {
        var _ = wake.tryAcquire(config.relayPoll().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The lock goes with the connection. */
    private void close() {
        log.close();
        PgConnection old = connection;
        connection = null;
        if (old == null) return;
        var _ = old.close();
    }

    /** Whether there may be more. */
    private boolean relayed(PgConnection open) throws Exception {
        RowSet<Row> rows = wait(open.preparedQuery(NEXT).execute(Tuple.of(config.relayBatch())));
        if (rows.size() == 0) return false;
        List<Letter> letters = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        for (Row row : rows) {
            ids.add(row.getLong("id"));
            letters.addAll(outbox.read(row.getString("letters")));
        }
        log.write(Parts.of(letters, outbox::isState));
        for (Row row : rows)
            delay.record(
                    Duration.between(row.getOffsetDateTime("at").toInstant(), clock.instant()));
        wait(open.preparedQuery(DONE).execute(Tuple.of(ids.toArray(Long[]::new))));
        return rows.size() == config.relayBatch();
    }

    private <T> T wait(Future<T> future) throws Exception {
        return future.toCompletionStage()
                .toCompletableFuture()
                .get(config.patience().toMillis(), TimeUnit.MILLISECONDS);
    }
}

package org.parley.groups.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How many changes wait in the outbox; every instance tells it, whoever relays. */
@ApplicationScoped
class Backlog {

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Pool pool;
    private final AtomicLong rows = new AtomicLong();

    Backlog(Vertx vertx, Pool pool, MeterRegistry meters) {
        this.vertx = vertx;
        this.pool = pool;
        meters.gauge("parley.groups.outbox", rows);
    }

    void onStart(@Observes StartupEvent event) {
        vertx.setPeriodic(EVERY.toMillis(), _ -> count());
    }

    /** While PostgreSQL or the schema is away, which readiness tells, it stays as it was. */
    private void count() {
        pool.query("SELECT count(*) AS rows FROM outbox")
                .execute()
                .onSuccess(counted -> rows.set(counted.iterator().next().getLong("rows")));
    }
}

package org.parley.presence.store;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import org.parley.presence.PresenceConfig;
import org.parley.presence.start.Migration;
import org.parley.presence.start.Patience;
import org.parley.presence.start.StoppingException;
import org.parley.presence.start.Waiting;

/** Forgets when somebody was seen once that is long ago. */
@ApplicationScoped
class Retention {

    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final String FORGET = "DELETE FROM sighting WHERE seen_at < $1";

    private final Database database;
    private final Migration migration;
    private final PresenceConfig config;
    private final Clock clock;
    private final Waiting waiting;
    private final Patience patience;

    Retention(
            Database database,
            Migration migration,
            PresenceConfig config,
            Clock clock,
            Waiting waiting) {
        this.database = database;
        this.migration = migration;
        this.config = config;
        this.clock = clock;
        this.waiting = waiting;
        this.patience =
                new Patience(
                        waiting,
                        "forget old sightings",
                        config.firstPause(),
                        config.longestPause());
    }

    void onStart(@Observes StartupEvent event) {
        Thread.ofVirtual().name("retention").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                patience.untilDone(this::forget);
                waiting.pause(EVERY);
            }
        } catch (StoppingException _) {
            // The next start goes on.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void forget() throws Exception {
        migration.await();
        Object before = Column.time(clock.instant().minus(config.history()));
        int forgotten = database.inTransaction(tx -> tx.run(FORGET, before).rowCount());
        if (forgotten > 0) Log.infof("sightings forgotten count=%d", forgotten);
    }
}

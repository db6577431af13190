package org.parley.push.start;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.parley.push.PushConfig;

/**
 * Brings the schema up to date at start. PostgreSQL may come later than we: then it waits in the
 * background, while health can be asked. Two instances at once are fine, Flyway locks.
 */
@ApplicationScoped
public class Migration {

    private final Flyway flyway;
    private final Patience patience;
    private final CountDownLatch done = new CountDownLatch(1);

    Migration(Flyway flyway, Waiting waiting, PushConfig config) {
        this.flyway = flyway;
        this.patience =
                new Patience(
                        waiting, "migrate PostgreSQL", config.firstPause(), config.longestPause());
    }

    // At once where PostgreSQL is there, so that the first request meets a schema.
    void onStart(@Observes @Priority(1) StartupEvent event) {
        if (patience.works(this::migrate)) return;
        Thread.ofVirtual().name("migration").start(() -> patience.untilDone(this::migrate));
    }

    private void migrate() {
        int applied = flyway.migrate().migrationsExecuted;
        done.countDown();
        Log.infof("schema is up to date applied=%d", applied);
    }

    /** Throws, after a moment, where there is no schema yet to work with. */
    public void await() throws InterruptedException {
        if (!done.await(1, TimeUnit.SECONDS))
            throw new IllegalStateException("PostgreSQL is not migrated yet");
    }

    boolean isDone() {
        return done.getCount() == 0;
    }
}

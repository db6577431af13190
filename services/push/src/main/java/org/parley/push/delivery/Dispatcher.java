package org.parley.push.delivery;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.push.PushConfig;
import org.parley.push.gateway.Gateways;
import org.parley.push.gateway.Outcome;
import org.parley.push.start.Migration;
import org.parley.push.start.Patience;
import org.parley.push.start.StoppingException;
import org.parley.push.start.Waiting;

/**
 * Sends what is due: claims for each lane as much as it may carry, and sends each on a thread of
 * its own. A process that is killed in between leaves the claim; after the lease another sends it
 * again, so that a notification may come twice and is never lost.
 */
@ApplicationScoped
class Dispatcher {

    /** Rows of one lane that are claimed at once. */
    private static final int MOST = 100;

    private final Claims claims;
    private final Lanes lanes;
    private final Gateways gateways;
    private final Recorder recorder;
    private final Bell bell;
    private final Migration migration;
    private final Waiting waiting;
    private final Patience patience;
    private final PushConfig config;
    private final Clock clock;

    /**
     * From when on what others claimed and did not record is taken over: a lease after PostgreSQL
     * first answered, for until then nobody could record. Not known while it is away.
     */
    private @Nullable Instant takesOver;

    Dispatcher(
            Claims claims,
            Lanes lanes,
            Gateways gateways,
            Recorder recorder,
            Bell bell,
            Migration migration,
            Waiting waiting,
            PushConfig config,
            Clock clock) {
        this.claims = claims;
        this.lanes = lanes;
        this.gateways = gateways;
        this.recorder = recorder;
        this.bell = bell;
        this.migration = migration;
        this.waiting = waiting;
        this.config = config;
        this.clock = clock;
        this.patience =
                new Patience(
                        waiting,
                        "find what is to be sent",
                        config.firstPause(),
                        config.longestPause());
    }

    void onStart(@Observes StartupEvent event) {
        Thread.ofVirtual().name("dispatcher").start(this::run);
    }

    private void run() {
        try {
            while (!waiting.isStopping()) {
                boolean[] any = new boolean[1];
                patience.untilDone(() -> {
                    migration.await();
                    any[0] = roundOrOutage();
                });
                if (!any[0]) bell.await(config.poll());
            }
        } catch (StoppingException e) {
            Log.debug("the dispatcher stops");
        }
    }

    private boolean roundOrOutage() throws SQLException {
        try {
            return round();
        } catch (SQLException e) {
            takesOver = null;
            throw e;
        }
    }

    /** Whether there was anything to send. */
    private boolean round() throws SQLException {
        boolean any = false;
        List<String> names = claims.lanes(clock.instant());
        if (takesOver == null) takesOver = clock.instant().plus(config.lease());
        for (String name : names) {
            Lane lane = lanes.of(name);
            int allowed = Math.min(MOST, lanes.allowed(lane));
            if (allowed == 0) continue;
            Instant now = clock.instant();
            boolean leftovers = !now.isBefore(takesOver);
            List<Job> jobs = claims.take(name, allowed, leftovers, now, now.plus(config.lease()));
            for (Job job : jobs) start(lane, job);
            any |= !jobs.isEmpty();
        }
        return any;
    }

    private void start(Lane lane, Job job) {
        lane.enter();
        lane.breaker().starts();
        Thread.ofVirtual().name("push").start(() -> send(lane, job));
    }

    private void send(Lane lane, Job job) {
        Outcome outcome =
                gateways.push(java.util.Objects.requireNonNull(job.target()), job.notification());
        if (outcome instanceof Outcome.Later later && later.vendorFails())
            lane.breaker().failed(clock.instant());
        else lane.breaker().succeeded();
        recorder.record(new Recorder.Result(lane, job, outcome));
    }

    /** What is under way is waited for: it would be sent again. */
    void onStop(@Observes @Priority(100) ShutdownEvent event) throws InterruptedException {
        long end = System.nanoTime() + config.timeout().plus(Duration.ofSeconds(2)).toNanos();
        while (lanes.underWay() > 0 && System.nanoTime() < end) Thread.sleep(20);
        recorder.stop();
    }
}

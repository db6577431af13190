package org.parley.push.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.parley.push.PushConfig;
import org.parley.push.gateway.Outcome;
import org.parley.push.gateway.Target;
import org.parley.push.start.Patience;
import org.parley.push.start.StoppingException;
import org.parley.push.start.Waiting;

/**
 * Writes down what became of what was sent: all that has come meanwhile in one transaction, again
 * and again until PostgreSQL has it. How much can be waiting here is bounded by the lanes.
 */
@ApplicationScoped
class Recorder {

    private static final int MOST = 500;

    private final LinkedBlockingQueue<Result> results = new LinkedBlockingQueue<>();
    private final ResultRows rows;
    private final Bell bell;
    private final Patience patience;
    private final Backoff backoff;
    private final MeterRegistry meters;
    private final Timer latency;
    private final Clock clock;
    private volatile boolean stopped;

    Recorder(
            ResultRows rows,
            Bell bell,
            Waiting waiting,
            PushConfig config,
            MeterRegistry meters,
            Clock clock) {
        this.rows = rows;
        this.bell = bell;
        this.meters = meters;
        this.clock = clock;
        this.patience =
                new Patience(
                        waiting,
                        "record what was sent",
                        config.firstPause(),
                        config.longestPause());
        this.backoff =
                new Backoff(
                        config.retry().first(),
                        config.retry().longest(),
                        () -> ThreadLocalRandom.current().nextDouble());
        this.latency =
                Timer.builder("parley.push.latency")
                        .description("From the bridge's stamp to the vendor's yes")
                        .publishPercentileHistogram()
                        .minimumExpectedValue(Duration.ofMillis(100))
                        .maximumExpectedValue(Duration.ofMinutes(5))
                        .register(meters);
        // From zero on, so that the first one shows.
        for (String kind : Target.KINDS) for (String end : Ending.ALL) outcomes(kind, end);
    }

    private Counter outcomes(String kind, String end) {
        return meters.counter("parley.push.outcomes", "kind", kind, "outcome", end);
    }

    /** What became of one. */
    record Result(Lane lane, Job job, Outcome outcome) {}

    void record(Result result) {
        results.add(result);
    }

    void onStart(@Observes StartupEvent event) {
        Thread.ofVirtual().name("recorder").start(this::run);
    }

    void stop() {
        stopped = true;
    }

    private void run() {
        try {
            while (!stopped) {
                Result first = results.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) record(batch(first));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoppingException e) {
            Log.warn("stopped before PostgreSQL knew what was sent; it may be sent again");
        }
    }

    private List<Result> batch(Result first) {
        List<Result> batch = new ArrayList<>(List.of(first));
        results.drainTo(batch, MOST - 1);
        return batch;
    }

    private void record(List<Result> batch) {
        Instant now = clock.instant();
        List<Ending> endings = batch.stream().map(result -> ending(result, now)).toList();
        try {
            rows.write(endings, now);
        } catch (SQLException e) {
            patience.untilDone(() -> rows.write(endings, now));
        }
        for (Result result : batch) result.lane().leave();
        bell.ring();
        endings.forEach(ending -> count(ending, now));
    }

    private Ending ending(Result result, Instant now) {
        Job job = result.job();
        return switch (result.outcome()) {
            case Outcome.Accepted(String why) ->
                    new Ending(job, job.clear() ? Ending.CLEARED : Ending.ACCEPTED, why, null);
            case Outcome.Refused(String why) -> new Ending(job, Ending.REFUSED, why, null);
            case Outcome.Dead(String why) -> new Ending(job, Ending.DEAD, why, null);
            case Outcome.Later later ->
                    backoff.next(job.attempts(), later.after(), now, job.expiresAt())
                            .map(at ->
                                    new Ending(
                                            job,
                                            Ending.RETRIED,
                                            later.why() + ", again at " + at,
                                            at))
                            .orElseGet(() ->
                                    new Ending(
                                            job,
                                            Ending.EXPIRED,
                                            later.why() + ", its time is over before the next try",
                                            null));
        };
    }

    private void count(Ending ending, Instant now) {
        String kind = Objects.requireNonNull(ending.job().target()).kind();
        outcomes(kind, ending.event()).increment();
        Instant received = ending.job().receivedAt();
        if (ending.event().equals(Ending.ACCEPTED) && received != null)
            latency.record(Duration.between(received, now));
        if (ending.event().equals(Ending.REFUSED) || ending.event().equals(Ending.DEAD))
            Log.infof(
                    "not pushed event=%s kind=%s user=%s device=%s message=%s reason=%s",
                    ending.event(),
                    kind,
                    ending.job().user(),
                    ending.job().device(),
                    ending.job().message(),
                    ending.detail());
    }
}

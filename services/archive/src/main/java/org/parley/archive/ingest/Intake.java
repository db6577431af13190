package org.parley.archive.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is counted and timed of archiving. */
@ApplicationScoped
class Intake {

    private final Counter archived;
    private final Counter repeated;
    private final DistributionSummary batches;
    private final Timer latency;
    private final Clock clock;

    Intake(MeterRegistry meters, Clock clock) {
        this.clock = clock;
        archived = meters.counter("parley.archive.messages");
        repeated = meters.counter("parley.archive.repeats");
        batches =
                DistributionSummary.builder("parley.archive.batch")
                        .description("Messages in one transaction")
                        .register(meters);
        latency =
                Timer.builder("parley.archive.latency")
                        .description("From the bridge's stamp to the commit")
                        .publishPercentileHistogram()
                        .minimumExpectedValue(Duration.ofMillis(5))
                        .maximumExpectedValue(Duration.ofSeconds(60))
                        .register(meters);
    }

    void committed(List<Archived> batch) {
        Instant now = clock.instant();
        batches.record(batch.size());
        for (Archived one : batch) {
            if (one.isNew()) {
                archived.increment();
                latency.record(Duration.between(one.message().receivedAt(), now));
            } else repeated.increment();
        }
    }
}

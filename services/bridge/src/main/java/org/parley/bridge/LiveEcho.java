package org.parley.bridge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Topic;

/**
 * How long the broker takes from a publish to its delivery, as the bridge sees it: what it
 * publishes to people comes back to it as a subscriber. One publish at a time is followed, so that
 * it costs nothing.
 */
@Singleton
class LiveEcho {

    /** With several bridges the echo may go to another. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    @SuppressWarnings("ArrayRecordComponent") // never compared as a record
    private record Sample(String topic, byte[] payload, long at) {}

    private final AtomicReference<@Nullable Sample> followed = new AtomicReference<>();
    private final Timer latency;

    @Inject
    LiveEcho(MeterRegistry registry) {
        latency =
                Timer.builder("parley.live.latency")
                        .description("from a publish by the bridge to its delivery by the broker")
                        .serviceLevelObjectives(
                                Duration.ofMillis(2),
                                Duration.ofMillis(10),
                                Duration.ofMillis(50),
                                Duration.ofMillis(250),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(10))
                        .register(registry);
    }

    void published(OutboundLetter.Ready letter) {
        // The bridge does not hear what it says of somebody's presence.
        if (Topic.parse(letter.topic()).orElse(null) instanceof Topic.UserPresence) return;
        Sample now = followed.get();
        long at = System.nanoTime();
        if (now != null && at - now.at() < PATIENCE) return;
        byte[] payload = letter.payload().getBytes(StandardCharsets.UTF_8);
        followed.set(new Sample(letter.topic(), payload, at));
    }

    void received(Taken taken) {
        Sample sample = followed.get();
        if (sample == null || !isEcho(sample, taken)) return;
        latency.record(System.nanoTime() - sample.at(), TimeUnit.NANOSECONDS);
        followed.set(null);
    }

    private static boolean isEcho(Sample sample, Taken taken) {
        return sample.topic().equals(taken.topic) && Arrays.equals(sample.payload(), taken.payload);
    }
}

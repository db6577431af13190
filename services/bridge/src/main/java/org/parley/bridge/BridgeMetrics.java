package org.parley.bridge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.parley.bridge.Conditions.Part;

/** What the bridge counts. No tag takes a value that people can choose. */
@Singleton
class BridgeMetrics {

    private final AtomicInteger inFlight = new AtomicInteger();
    private final Counter received;
    private final Counter repeated;
    private final Counter failed;
    private final Counter messages;
    private final Counter receipts;
    private final Counter presence;
    private final Counter ignored;
    private final Map<RejectionKind, Counter> rejected = new EnumMap<>(RejectionKind.class);
    private final Map<Part, Counter> connected = new EnumMap<>(Part.class);
    private final Timer latency;
    private final Counter published;
    private final Counter refused;

    @Inject
    BridgeMetrics(MeterRegistry registry) {
        registry.gauge("parley.bridge.in.flight", inFlight);
        received = registry.counter("parley.bridge.received");
        repeated = registry.counter("parley.bridge.repeated");
        failed = registry.counter("parley.bridge.failed");
        messages = registry.counter("parley.bridge.accepted", "kind", "message");
        receipts = registry.counter("parley.bridge.accepted", "kind", "receipt");
        presence = registry.counter("parley.bridge.accepted", "kind", "presence");
        ignored = registry.counter("parley.bridge.ignored");
        for (RejectionKind kind : RejectionKind.values())
            rejected.put(kind, registry.counter("parley.bridge.rejected", "reason", kind.tag()));
        for (Part part : List.of(Part.INBOUND, Part.OUTBOUND))
            connected.put(
                    part,
                    registry.counter(
                            "parley.bridge.connected",
                            "part",
                            part.name().toLowerCase(Locale.ROOT)));
        latency =
                Timer.builder("parley.bridge.latency")
                        .description("from MQTT's PUBLISH to Kafka's acknowledgement")
                        .serviceLevelObjectives(
                                Duration.ofMillis(10),
                                Duration.ofMillis(25),
                                Duration.ofMillis(100),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(10))
                        .register(registry);
        published = registry.counter("parley.bridge.outbound.published");
        refused = registry.counter("parley.bridge.outbound.rejected");
    }

    AtomicInteger inFlight() {
        return inFlight;
    }

    /** A connection is up; each renewal of a token makes one. */
    void connected(Part part) {
        Objects.requireNonNull(connected.get(part)).increment();
    }

    void received() {
        received.increment();
    }

    /** Delivered again by the broker while we still had it. */
    void repeated() {
        repeated.increment();
    }

    void failed() {
        failed.increment();
    }

    void bridged(Outcome outcome, long takenAt) {
        latency.record(System.nanoTime() - takenAt, TimeUnit.NANOSECONDS);
        counterOf(outcome).increment();
    }

    private Counter counterOf(Outcome outcome) {
        return switch (outcome) {
            case Outcome.NotOurs() -> ignored;
            case Outcome.Message(_) -> messages;
            case Outcome.Receipt(_) -> receipts;
            case Outcome.Presence(_) -> presence;
            case Outcome.Rejected(var kind, _, _) -> Objects.requireNonNull(rejected.get(kind));
        };
    }

    void published() {
        published.increment();
    }

    void refused() {
        refused.increment();
    }
}

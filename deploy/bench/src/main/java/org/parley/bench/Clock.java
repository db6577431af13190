package org.parley.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Nanoseconds that never jump, and what the machine's clock showed then: the servers stamp by the
 * latter.
 */
final class Clock {
    private final long epochNanos =
            ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now()) - System.nanoTime();

    /** Nanoseconds since 1970. */
    long now() {
        return epochNanos + System.nanoTime();
    }

    long epochMillis(long nanos) {
        return nanos / 1_000_000;
    }
}

package org.parley.bridge;

import java.time.Duration;

/** Delays between attempts: from a fifth of a second, doubling, to five seconds. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration MOST = Duration.ofSeconds(5);

    private Duration next = FIRST;

    Duration next() {
        Duration delay = next;
        Duration twice = delay.multipliedBy(2);
        next = twice.compareTo(MOST) < 0 ? twice : MOST;
        return delay;
    }

    void reset() {
        next = FIRST;
    }
}

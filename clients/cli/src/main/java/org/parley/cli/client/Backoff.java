package org.parley.cli.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: doubling, with a jitter, up to a limit. */
record Backoff(Duration first, Duration most, RandomGenerator random) {

    /**
     * After so many failures in a row, counted from 1: between half and all of the doubled time.
     */
    Duration after(int failures) {
        long doubled = first.toMillis() << Math.min(Math.max(failures, 1) - 1, 20);
        long limited = Math.min(doubled, most.toMillis());
        return Duration.ofMillis(limited / 2 + random.nextLong(limited / 2 + 1));
    }
}

package org.parley.push.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** When something is tried again: as a vendor asked, or ever later, never all at once. */
final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier random;

    /**
     * @param random from 0 to 1
     */
    Backoff(Duration first, Duration longest, DoubleSupplier random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /**
     * The time of the next try.
     *
     * @param attempts how many there were, the one that failed among them
     * @return empty where that would be too late to be of any use
     */
    Optional<Instant> next(int attempts, Optional<Duration> asked, Instant now, Instant expiresAt) {
        Duration pause = asked.filter(wish -> !wish.isZero()).orElseGet(() -> pause(attempts));
        Instant at = now.plus(pause);
        return at.isBefore(expiresAt) ? Optional.of(at) : Optional.empty();
    }

    /** Half of it is fixed, half is random. */
    private Duration pause(int attempts) {
        int doublings = Math.clamp(attempts - 1L, 0, 20);
        double whole =
                Math.min(
                        (double) first.toMillis() * (double) (1L << doublings),
                        (double) longest.toMillis());
        return Duration.ofMillis((long) (whole / 2 + whole / 2 * random.getAsDouble()));
    }
}

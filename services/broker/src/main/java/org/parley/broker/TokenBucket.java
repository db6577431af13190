package org.parley.broker;

import java.time.Duration;
import java.util.function.LongSupplier;

/** So many a second on average, and a burst after a pause. */
public final class TokenBucket {

    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    private final BrokerSettings.Rate rate;
    private final LongSupplier nanoClock;
    private double tokens;
    private long countedAt;

    public TokenBucket(BrokerSettings.Rate rate, LongSupplier nanoClock) {
        this.rate = rate;
        this.nanoClock = nanoClock;
        this.tokens = rate.burst();
        this.countedAt = nanoClock.getAsLong();
    }

    /** Takes one if there is one. */
    public synchronized boolean take() {
        refill();
        if (tokens < 1) return false;
        tokens--;
        return true;
    }

    /** Whether nothing has been taken lately: forgetting it then changes nothing. */
    public synchronized boolean isFull() {
        refill();
        return tokens >= rate.burst();
    }

    private void refill() {
        long now = nanoClock.getAsLong();
        tokens =
                Math.min(
                        (double) rate.burst(),
                        tokens + (now - countedAt) / NANOS * rate.perSecond());
        countedAt = now;
    }
}

package org.parley.broker.login;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.parley.broker.BrokerSettings.Rate;

/**
 * Spreads logins over time. When a network comes back, thousands want in at the same moment, and
 * each costs as much as a hundred messages: let in one after the other, they leave room for the
 * chat of those who are there.
 */
public final class LoginPace {

    /** Clients wait for a CONNACK 30 s and more. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    private final long interval;
    private final long ahead;
    private final LongSupplier nanoClock;
    private final long start;

    /** When the next one's turn is, in nanoseconds since the start. */
    private long next;

    /**
     * @param rate logins a second, and how many may come at once after a pause
     */
    public LoginPace(Rate rate, LongSupplier nanoClock) {
        this.interval = Math.round(NANOS / rate.perSecond());
        this.ahead = interval * (rate.burst() - 1);
        this.nanoClock = nanoClock;
        this.start = nanoClock.getAsLong();
        this.next = -ahead;
    }

    /**
     * Takes a place in the line.
     *
     * @return how long until it is its turn; empty, and no place, where that is too long
     */
    public synchronized Optional<Duration> turn() {
        long now = nanoClock.getAsLong() - start;
        long turn = Math.max(next, now - ahead);
        Duration wait = Duration.ofNanos(Math.max(0, turn - now));
        if (wait.compareTo(LONGEST_WAIT) > 0) return Optional.empty();
        next = turn + interval;
        return Optional.of(wait);
    }

    /** How long who comes now would wait: the length of the line. */
    public synchronized Duration line() {
        return Duration.ofNanos(Math.max(0, next - (nanoClock.getAsLong() - start)));
    }
}

package org.parley.push.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * Leaves a vendor alone that fails again and again: then one request a while finds out whether it
 * is back. Each pause is twice the one before.
 */
final class Breaker {

    private final int failuresAllowed;
    private final Duration first;
    private final Duration longest;
    private int failures;
    private Duration pause;
    private Instant openUntil = Instant.MIN;
    private boolean open;
    private boolean probing;

    Breaker(int failuresAllowed, Duration first, Duration longest) {
        this.failuresAllowed = failuresAllowed;
        this.first = first;
        this.longest = longest;
        this.pause = first;
    }

    /** How many requests may go out now, at most so many. */
    synchronized int allows(int wanted, Instant now) {
        if (!open) return wanted;
        if (probing || now.isBefore(openUntil)) return 0;
        return Math.min(wanted, 1);
    }

    /** One that was allowed goes out. */
    synchronized void starts() {
        if (open) probing = true;
    }

    synchronized void succeeded() {
        failures = 0;
        open = false;
        probing = false;
        pause = first;
    }

    synchronized void failed(Instant now) {
        probing = false;
        failures++;
        if (open && !now.isBefore(openUntil)) {
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(longest) < 0 ? twice : longest;
            openUntil = now.plus(pause);
        } else if (!open && failures >= failuresAllowed) {
            open = true;
            openUntil = now.plus(pause);
        }
    }

    /** Neither: the request was never made, or says nothing of the vendor. */
    synchronized void neither() {
        probing = false;
    }

    synchronized boolean isOpen() {
        return open;
    }
}

package org.parley.push.delivery;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The way to one vendor, or to one Web Push server. What is under way is bounded, so that one that
 * hangs holds nothing but its own places.
 */
final class Lane {

    private final String name;
    private final int most;
    private final Breaker breaker;
    private final AtomicInteger underWay = new AtomicInteger();

    Lane(String name, int most, Breaker breaker) {
        this.name = name;
        this.most = most;
        this.breaker = breaker;
    }

    String name() {
        return name;
    }

    /** A server that users name, rather than a vendor that the operator chose. */
    static boolean isWeb(String name) {
        return name.startsWith("web:");
    }

    Breaker breaker() {
        return breaker;
    }

    int free() {
        return Math.max(0, most - underWay.get());
    }

    int underWay() {
        return underWay.get();
    }

    void enter() {
        underWay.incrementAndGet();
    }

    /** When what became of it is recorded, so that memory is bounded while PostgreSQL is away. */
    void leave() {
        underWay.decrementAndGet();
    }
}

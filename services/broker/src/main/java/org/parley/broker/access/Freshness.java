package org.parley.broker.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How far what is known of groups and blocks can be relied on; for health, metrics and the log. */
public final class Freshness {

    /** In words that health shows. */
    public sealed interface State {

        /** Nothing is known: nobody is a member of anything. */
        record Unknown(String waitsFor) implements State {}

        /** What was known at that time is enforced. */
        record Stale(Instant since, String waitsFor) implements State {}

        /** The log was read to its end a moment ago. */
        record Live() implements State {}
    }

    private final Clock clock;
    private volatile State state = new State.Unknown("the start");
    private volatile Instant lastRight = Instant.EPOCH;

    Freshness(Clock clock) {
        this.clock = clock;
    }

    /** Something is known from before. */
    void rightUntil(Instant time) {
        lastRight = time;
        state = new State.Stale(time, "the start");
    }

    /** Tells whether it was not before. */
    boolean live() {
        boolean news = !(state instanceof State.Live);
        lastRight = clock.instant();
        state = new State.Live();
        return news;
    }

    /** Tells whether that is news. */
    boolean waitsFor(String what) {
        State before = state;
        state =
                lastRight.equals(Instant.EPOCH)
                        ? new State.Unknown(what)
                        : new State.Stale(lastRight, what);
        return !state.equals(before);
    }

    public State state() {
        return state;
    }

    /** Empty while nothing is known; nothing while it is live. */
    public Optional<Duration> age() {
        return switch (state) {
            case State.Unknown unknown -> Optional.empty();
            case State.Stale stale -> Optional.of(Duration.between(stale.since(), clock.instant()));
            case State.Live live -> Optional.of(Duration.ZERO);
        };
    }
}

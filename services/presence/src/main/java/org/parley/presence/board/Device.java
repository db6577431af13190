package org.parley.presence.board;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One device: what it said last and until when it is known to be there. It goes by its own word (or
 * its Will, which looks the same), or by being absent among the broker's connections; either way it
 * still counts for a grace.
 */
final class Device {

    /**
     * It went.
     *
     * @param at when, as far as we know
     * @param until the end of its grace
     * @param said by its own word or Will, not by its absence
     */
    record Gone(Instant at, Instant until, boolean said) {}

    private State state;
    private Instant saidAt;
    private Instant thereAt;
    private @Nullable Gone gone;

    /**
     * @param state online or away
     * @param saidAt when it said so
     * @param thereAt when it was last known to be there, by its word or a connection
     */
    Device(State state, Instant saidAt, Instant thereAt) {
        this.state = state;
        this.saidAt = saidAt;
        this.thereAt = thereAt;
    }

    /** Whether this changed anything: words come twice, and late. */
    boolean says(State word, Instant at, Bounds bounds) {
        if (at.isBefore(saidAt) || (at.equals(saidAt) && word == state && gone == null))
            return false;
        saidAt = at;
        if (word == State.OFFLINE) return saysOffline(at, bounds);
        boolean changed = gone != null || word != state;
        state = word;
        thereAt = later(thereAt, at);
        gone = null;
        return changed;
    }

    private boolean saysOffline(Instant at, Bounds bounds) {
        Gone missed = gone;
        if (missed == null) return goes(new Gone(at, at.plus(bounds.grace()), true));
        // It was missed already; its Will says when it went, and prolongs nothing.
        gone = new Gone(later(missed.at(), at), missed.until(), true);
        return false;
    }

    /** A connection of it is open, as of then. */
    void isConnected(Instant since, Instant asOf) {
        Gone went = gone;
        // It came back without a word yet. One that says offline and stays connected means it.
        if (went == null || !went.said() || since.isAfter(went.at())) {
            gone = null;
            thereAt = later(thereAt, asOf);
        }
    }

    /** Whether it went by this: no connection of it is open, as of then. */
    boolean isNotConnected(Instant asOf, Bounds bounds) {
        // A connection made after the list was, says nothing against it.
        if (gone != null || !asOf.isAfter(thereAt.plus(bounds.skew()))) return false;
        return goes(new Gone(thereAt, asOf.plus(bounds.grace()), false));
    }

    /** Whether it went by this: nobody has heard of it for too long. */
    boolean isSilent(Instant now, Bounds bounds) {
        if (gone != null || !now.isAfter(thereAt.plus(bounds.silence()))) return false;
        return goes(new Gone(thereAt, now, false));
    }

    private boolean goes(Gone now) {
        if (gone != null) return false;
        gone = now;
        return true;
    }

    /** With the grace; while all hold, nobody's ends. */
    State state(Instant now, boolean held) {
        Gone went = gone;
        return went == null || held || now.isBefore(went.until()) ? state : State.OFFLINE;
    }

    boolean isGone() {
        return gone != null;
    }

    State lastState() {
        return state;
    }

    Instant saidAt() {
        return saidAt;
    }

    /** When its owner was last seen on it. */
    Instant seenAt() {
        Gone went = gone;
        return went == null ? saidAt : went.at();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

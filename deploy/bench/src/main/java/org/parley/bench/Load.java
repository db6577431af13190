package org.parley.bench;

/**
 * How hard to push.
 *
 * @param rate messages a second over all pairs; 0 is as fast as the window allows
 * @param window messages in flight a pair, at most
 * @param untilStored whether a message is in flight until its stored receipt came, or only until
 *     the broker acknowledged it
 */
record Load(int rate, int window, boolean untilStored) {
    Load {
        if (rate < 0) throw new CannotMeasure("rate " + rate + " is less than 0");
        if (window < 1) throw new CannotMeasure("window " + window + " is less than 1");
    }

    /** How many should have been sent after so many nanoseconds. */
    long due(long nanos) {
        return rate == 0 ? Long.MAX_VALUE : (long) (nanos / 1e9 * rate) + 1;
    }

    long behind(long nanos, long sent) {
        return rate == 0 ? 0 : due(nanos) - sent;
    }

    boolean hasRoom(Ledger ledger) {
        return (untilStored ? ledger.unstored() : ledger.unanswered()) < window;
    }
}

package org.parley.bench;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Sends in turn over the pairs, at a rate or as fast as so many in flight allow. */
final class Pacer {
    private static final long TICK = 1_000_000;

    private final List<Pair> pairs;
    private final Load load;
    private int next;
    private long lag;

    Pacer(List<Pair> pairs, Load load) {
        this.pairs = pairs;
        this.load = load;
    }

    /** Until the time is over or so many are sent, whichever comes first; how many were. */
    long run(long nanos, long messages) {
        long start = System.nanoTime();
        long sent = 0;
        for (long passed = 0;
                passed < nanos && sent < messages;
                passed = System.nanoTime() - start) {
            long due = Math.min(load.due(passed), messages);
            while (sent < due && sendOne()) sent++;
            lag = Math.max(lag, load.behind(passed, sent));
            LockSupport.parkNanos(TICK);
        }
        return sent;
    }

    /** To the next pair that has room; false where none has. */
    private boolean sendOne() {
        for (int tried = 0; tried < pairs.size(); tried++) {
            Pair pair = pairs.get(next);
            next = (next + 1) % pairs.size();
            if (load.hasRoom(pair.ledger())) {
                pair.send();
                return true;
            }
        }
        return false;
    }

    /** By how many messages it was behind its rate at worst. */
    long worstLag() {
        return lag;
    }
}

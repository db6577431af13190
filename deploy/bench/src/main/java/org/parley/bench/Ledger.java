package org.parley.bench;

import java.util.Arrays;
import java.util.BitSet;
import org.HdrHistogram.Histogram;

/**
 * What became of each message of one pair: published, acknowledged, received, stored. Told by the
 * thread that publishes and by the one that receives, hence synchronized. Times are nanoseconds of
 * one clock; latencies are kept in microseconds and count from the first publish, so that a repeat
 * makes no message look fast.
 */
final class Ledger {
    private static final byte ACKNOWLEDGED = 1;
    private static final byte RECEIVED = 2;
    private static final byte STORED = 4;

    /** By the broker, for its rate limit or queue; a repeat may do better. */
    private static final byte REFUSED = 8;

    private byte[] states = new byte[1024];
    private long[] publishedAt = new long[1024];
    private long[] lastTry = new long[1024];
    private int sent;
    private int warmUp;

    private int answered;
    private int received;
    private int stored;

    /** All up to here are stored: where the search for something to repeat begins. */
    private int storedUpTo;

    private int highestReceived;
    private Tally tally = new Tally();

    private final Histogram toAcknowledged = new Histogram(3);
    private final Histogram toReceived = new Histogram(3);
    private final Histogram toStored = new Histogram(3);

    /** What only events tell, not the final states. */
    private static final class Tally {
        long duplicates;
        long outOfOrder;
        long repeats;
        long refusals;
        long storedAgain;
    }

    /** The number of the next message, from 1. */
    synchronized int publish(long now) {
        int n = ++sent;
        if (n == states.length) grow();
        publishedAt[n] = now;
        lastTry[n] = now;
        return n;
    }

    private void grow() {
        states = Arrays.copyOf(states, sent * 2);
        publishedAt = Arrays.copyOf(publishedAt, sent * 2);
        lastTry = Arrays.copyOf(lastTry, sent * 2);
    }

    synchronized void acknowledged(int n, long now) {
        if (mark(n, ACKNOWLEDGED)) {
            if (!is(n, REFUSED)) answered++;
            record(toAcknowledged, n, now);
        }
    }

    synchronized void refused(int n) {
        tally.refusals++;
        if (mark(n, REFUSED) && !is(n, ACKNOWLEDGED)) answered++;
    }

    synchronized void received(int n, long now) {
        if (!mark(n, RECEIVED)) {
            tally.duplicates++;
            return;
        }
        received++;
        if (n < highestReceived) tally.outOfOrder++;
        highestReceived = Math.max(highestReceived, n);
        record(toReceived, n, now);
    }

    synchronized void stored(int n, long now) {
        if (!mark(n, STORED)) {
            tally.storedAgain++;
            return;
        }
        stored++;
        while (storedUpTo < sent && is(storedUpTo + 1, STORED)) storedUpTo++;
        record(toStored, n, now);
    }

    /** False where it was already marked, or was never sent. */
    private boolean mark(int n, byte state) {
        if (n < 1 || n > sent || is(n, state)) return false;
        states[n] |= state;
        return true;
    }

    private boolean is(int n, byte state) {
        return (states[n] & state) != 0;
    }

    private void record(Histogram histogram, int n, long now) {
        if (n > warmUp) histogram.recordValue(Math.max(0, (now - publishedAt[n]) / 1000));
    }

    /**
     * The next message after {@code n} whose last try is older than that and not stored; else 0.
     */
    synchronized int nextToRepeat(int n, long triedBefore, long now) {
        for (int i = Math.max(n, storedUpTo) + 1; i <= sent; i++)
            if (!is(i, STORED) && lastTry[i] < triedBefore) {
                lastTry[i] = now;
                tally.repeats++;
                return i;
            }
        return 0;
    }

    /** From here on it counts; what was sent before is warm-up. */
    synchronized void startMeasuring() {
        warmUp = sent;
        tally = new Tally();
        toAcknowledged.reset();
        toReceived.reset();
        toStored.reset();
    }

    synchronized int unanswered() {
        return sent - answered;
    }

    /** Nothing is under way. */
    synchronized boolean isSettled() {
        return stored == sent && received == sent;
    }

    synchronized int unstored() {
        return sent - stored;
    }

    synchronized int measured() {
        return sent - warmUp;
    }

    synchronized boolean isMeasured(int n) {
        return n > warmUp && n <= sent;
    }

    synchronized long publishedAt(int n) {
        return publishedAt[n];
    }

    /** How many measured ones the broker took but are not among those. */
    synchronized long acknowledgedBut(BitSet found) {
        long missing = 0;
        for (int n = warmUp + 1; n <= sent; n++)
            if (is(n, ACKNOWLEDGED) && !found.get(n)) missing++;
        return missing;
    }

    /** Adds what was measured to the report's sums. */
    synchronized void addTo(Totals totals) {
        for (int n = warmUp + 1; n <= sent; n++) {
            boolean acknowledged = is(n, ACKNOWLEDGED);
            totals.sent++;
            if (acknowledged) totals.acknowledged++;
            if (is(n, RECEIVED)) totals.received++;
            else if (acknowledged) totals.lostLive++;
            if (is(n, STORED)) totals.stored++;
            else if (acknowledged) totals.withoutReceipt++;
        }
        totals.duplicates += tally.duplicates;
        totals.outOfOrder += tally.outOfOrder;
        totals.repeats += tally.repeats;
        totals.refusals += tally.refusals;
        totals.storedAgain += tally.storedAgain;
        totals.toAcknowledged.add(toAcknowledged);
        totals.toReceived.add(toReceived);
        totals.toStored.add(toStored);
    }
}

package org.parley.bench;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** Which message of a group reached whom, and when. Messages count from 1. */
final class FanOut {
    private final BitSet[] reached;
    private final long[] lastHeard;
    private final Histogram toReceived = new Histogram(3);
    private long[] publishedAt = new long[1024];
    private int[] missing = new int[1024];
    private int sent;
    private int measuredFrom;
    private int underWay;
    private long acknowledged;
    private long refused;
    private long deliveries;
    private long duplicates;
    private long lastDelivery;

    FanOut(int members) {
        this.reached = Stream.generate(BitSet::new).limit(members).toArray(BitSet[]::new);
        this.lastHeard = new long[members];
    }

    /** Counts from here on. */
    synchronized void startMeasuring() {
        measuredFrom = sent;
        acknowledged = 0;
        refused = 0;
        deliveries = 0;
        duplicates = 0;
        underWay = 0;
        toReceived.reset();
    }

    /** Its number. */
    synchronized int publish(long now) {
        if (++sent == publishedAt.length) {
            publishedAt = Arrays.copyOf(publishedAt, sent * 2);
            missing = Arrays.copyOf(missing, sent * 2);
        }
        publishedAt[sent] = now;
        missing[sent] = reached.length;
        underWay++;
        return sent;
    }

    synchronized void answered(int n, boolean taken) {
        if (n <= measuredFrom) return;
        if (taken) acknowledged++;
        else {
            refused++;
            underWay--;
        }
    }

    /** 0 is a message of somebody else. */
    synchronized void received(int member, int n, long now) {
        if (n < 1 || n > sent) return;
        lastHeard[member] = now;
        boolean again = reached[member].get(n);
        reached[member].set(n);
        if (n <= measuredFrom) return;
        if (again) {
            duplicates++;
            return;
        }
        deliveries++;
        lastDelivery = now;
        toReceived.recordValue(Math.max(0, (now - publishedAt[n]) / 1_000));
        if (--missing[n] == 0) underWay--;
    }

    /** How many have not reached everybody yet. */
    synchronized int underWay() {
        return underWay;
    }

    synchronized boolean hasReachedAll(int n) {
        return Arrays.stream(reached).allMatch(one -> one.get(n));
    }

    synchronized long lastHeard(int member) {
        return lastHeard[member];
    }

    /** When the newest message was published that reached a member. */
    synchronized long newestHeard(int member) {
        return publishedAt[Math.max(0, reached[member].length() - 1)];
    }

    /** How many messages reached a member that were published after that moment. */
    synchronized long heardOfAfter(int member, long moment) {
        return reached[member].stream().filter(n -> publishedAt[n] > moment).count();
    }

    synchronized long published(long after) {
        long count = 0;
        for (int n = 1; n <= sent; n++) if (publishedAt[n] > after) count++;
        return count;
    }

    synchronized Result result() {
        return new Result(
                sent - measuredFrom,
                acknowledged,
                refused,
                deliveries,
                duplicates,
                acknowledged * reached.length - deliveries,
                lastDelivery,
                Latency.of(toReceived));
    }

    /** What was measured. */
    record Result(
            long sent,
            long acknowledged,
            long refused,
            long deliveries,
            long duplicates,
            long missing,
            long lastDelivery,
            Latency toReceived) {}
}

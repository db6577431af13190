package org.parley.bench;

import org.HdrHistogram.Histogram;

/** The sums over all pairs, as the clients saw it. */
final class Totals {
    long sent;
    long acknowledged;
    long received;
    long duplicates;
    long outOfOrder;
    long lostLive;
    long stored;
    long storedAgain;
    long withoutReceipt;
    long repeats;
    long refusals;
    final Histogram toAcknowledged = new Histogram(3);
    final Histogram toReceived = new Histogram(3);
    final Histogram toStored = new Histogram(3);
}

package org.parley.bench;

import java.util.BitSet;
import org.HdrHistogram.Histogram;

/**
 * What the archive's own table says of the measured messages, fed row by row in the archive's
 * order.
 */
final class ArchiveCheck {
    private final Histogram toBridge = new Histogram(3);
    private final Histogram toArchived = new Histogram(3);
    private long rows;
    private long unique;
    private long outOfOrder;
    private long lost;
    private long lastArchived;

    /** A row; times are nanoseconds since 1970. */
    record Row(int n, long receivedAt, long archivedAt) {}

    void conversation(Ledger ledger, Iterable<Row> inOrder) {
        BitSet seen = new BitSet();
        int highest = 0;
        for (Row row : inOrder) {
            if (!ledger.isMeasured(row.n())) continue;
            rows++;
            if (!seen.get(row.n())) first(ledger, row);
            if (!seen.get(row.n()) && row.n() < highest) outOfOrder++;
            highest = Math.max(highest, row.n());
            seen.set(row.n());
        }
        unique += seen.cardinality();
        lost += ledger.acknowledgedBut(seen);
    }

    private void first(Ledger ledger, Row row) {
        long published = ledger.publishedAt(row.n());
        toBridge.recordValue(Math.max(0, (row.receivedAt() - published) / 1000));
        toArchived.recordValue(Math.max(0, (row.archivedAt() - published) / 1000));
        lastArchived = Math.max(lastArchived, row.archivedAt());
    }

    /**
     * @param duplicates rows beyond the first of a message
     * @param lost acknowledged by the broker, yet in no row
     */
    record Found(
            long unique,
            long duplicates,
            long outOfOrder,
            long lost,
            long lastArchived,
            Latency toBridge,
            Latency toArchived) {}

    Found found() {
        return new Found(
                unique,
                rows - unique,
                outOfOrder,
                lost,
                lastArchived,
                Latency.of(toBridge),
                Latency.of(toArchived));
    }
}

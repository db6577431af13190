package org.parley.web.health;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A histogram of Prometheus': how many were at most so long, by upper bound. */
final class Buckets {

    private final TreeMap<Double, Double> upTo = new TreeMap<>();

    void add(double bound, double count) {
        upTo.merge(bound, count, Double::sum);
    }

    /**
     * As Prometheus' {@code histogram_quantile}: evenly spread within a bucket; of the last, open
     * one its lower bound is told. Empty where nothing was counted.
     */
    OptionalDouble quantile(double share) {
        double total = upTo.isEmpty() ? 0 : upTo.lastEntry().getValue();
        if (total <= 0) return OptionalDouble.empty();
        double rank = share * total;
        double lower = 0;
        double below = 0;
        for (Map.Entry<Double, Double> bucket : upTo.entrySet()) {
            double bound = bucket.getKey();
            double count = bucket.getValue();
            if (count >= rank) {
                if (Double.isInfinite(bound)) return OptionalDouble.of(lower);
                double part = count > below ? (rank - below) / (count - below) : 1;
                return OptionalDouble.of(lower + (bound - lower) * part);
            }
            lower = bound;
            below = Math.max(below, count);
        }
        return OptionalDouble.of(lower);
    }
}

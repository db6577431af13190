package org.parley.web.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How much a service's counters grew lately. A process that was started anew counts from zero, and
 * behind one address there may be several: each is compared with itself only, as its time of start
 * tells.
 */
final class Growth {

    private static final int MOST_PROCESSES = 16;

    /** What all counters grew by, together, since they are watched. */
    private record Sum(Instant at, Map<String, Double> grown) {}

    private final Duration window;
    private final Deque<Sum> sums = new ArrayDeque<>();
    private final Map<String, Double> grown = new HashMap<>();
    private final Map<Double, Map<String, Double>> processes =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Double, Map<String, Double>> eldest) {
                    return size() > MOST_PROCESSES;
                }
            };

    Growth(Duration window) {
        this.window = window;
    }

    /**
     * @param process when it started, in seconds since 1970; 0 where it does not say, which is one
     *     process then
     */
    void take(Instant at, double process, Map<String, Double> counters) {
        Map<String, Double> before = before(process);
        if (before != null)
            counters.forEach((name, now) ->
                    grown.merge(name, growth(before.getOrDefault(name, 0.0), now), Double::sum));
        else counters.keySet().forEach(name -> grown.putIfAbsent(name, 0.0));
        processes.put(process, Map.copyOf(counters));
        sums.removeIf(sum -> sum.at().isBefore(at.minus(window)));
        sums.add(new Sum(at, Map.copyOf(grown)));
    }

    /** Null where nothing is known to compare with. */
    private @Nullable Map<String, Double> before(double process) {
        Map<String, Double> itself = processes.get(process);
        if (itself != null) return itself;
        boolean isNew = !sums.isEmpty() && process > sums.getLast().at().toEpochMilli() / 1000.0;
        return isNew ? Map.of() : null;
    }

    private static double growth(double before, double now) {
        return now < before ? now : now - before;
    }

    /** Empty where there is nothing to compare with yet. */
    OptionalDouble perSecond(String counter, Duration last) {
        Sum first = first(last);
        if (first == null) return OptionalDouble.empty();
        double seconds = Duration.between(first.at(), sums.getLast().at()).toMillis() / 1000.0;
        return OptionalDouble.of(between(first, counter) / seconds);
    }

    /** By how much it grew; 0 where there is nothing to compare with yet. */
    double lately(String counter) {
        Sum first = first(window);
        return first == null ? 0 : between(first, counter);
    }

    private @Nullable Sum first(Duration last) {
        if (sums.size() < 2) return null;
        Instant from = sums.getLast().at().minus(last);
        return sums.stream()
                .limit(sums.size() - 1)
                .filter(sum -> !sum.at().isBefore(from))
                .findFirst()
                .orElse(null);
    }

    private double between(Sum first, String counter) {
        return sums.getLast().grown().getOrDefault(counter, 0.0)
                - first.grown().getOrDefault(counter, 0.0);
    }
}

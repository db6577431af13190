package org.parley.web.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was seen in the last minutes: a ring of moments, and for each line its values at them. Its
 * memory is bounded by both, whatever the services tell.
 */
final class History {

    /** Told under its group. */
    record Line(String group, String name) {}

    /** Each value is told as it was, or NaN. */
    record Excerpt(
            @SuppressWarnings("ArrayRecordComponent") // never compared
                    long[] times,
            Map<Line, double[]> values) {}

    static final int MOST_LINES = 200;
    private static final int MOST_MOMENTS = 2_000;
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final Comparator<Line> ORDER =
            Comparator.comparing(Line::group).thenComparing(Line::name);
    private static final double[] NONE = {};

    private final Duration kept;
    private final long[] times;
    private final Map<Line, double[]> values = new TreeMap<>(ORDER);
    private int next;
    private int size;

    History(Duration kept, Duration every) {
        if (every.compareTo(SHORTEST) < 0 || kept.dividedBy(every) > MOST_MOMENTS)
            throw new IllegalArgumentException(
                    "%s kept, a moment every %s; it is %s at least, and %d moments at most"
                            .formatted(kept, every, SHORTEST, MOST_MOMENTS));
        this.kept = kept;
        this.times = new long[Math.toIntExact(kept.dividedBy(every)) + 1];
    }

    synchronized void add(Instant at, Map<Line, Double> now) {
        // A clock that was set back: times ascend.
        if (size > 0 && at.toEpochMilli() <= times[index(0)]) return;
        times[next] = at.toEpochMilli();
        values.values().forEach(column -> column[next] = Double.NaN);
        now.forEach((line, value) -> {
            double[] column = column(line);
            if (column.length > 0) column[next] = value;
        });
        next = (next + 1) % times.length;
        size = Math.min(size + 1, times.length);
    }

    private double[] column(Line line) {
        double[] known = values.get(line);
        if (known != null) return known;
        if (values.size() == MOST_LINES) return NONE;
        double[] fresh = new double[times.length];
        Arrays.fill(fresh, Double.NaN);
        values.put(line, fresh);
        return fresh;
    }

    /** What came after this time, oldest first. */
    synchronized Excerpt after(long time, Instant now) {
        long from = Math.max(time, now.minus(kept).toEpochMilli() - 1);
        int count = 0;
        while (count < size && times[index(count)] > from) count++;
        long[] when = new long[count];
        for (int i = 0; i < count; i++) when[i] = times[index(count - 1 - i)];
        Map<Line, double[]> told = new TreeMap<>(ORDER);
        int some = count;
        values.forEach((line, column) -> {
            double[] one = new double[some];
            for (int i = 0; i < some; i++) one[i] = column[index(some - 1 - i)];
            told.put(line, one);
        });
        return new Excerpt(when, told);
    }

    /** Of the moment that lies so many back. */
    private int index(int back) {
        return Math.floorMod(next - 1 - back, times.length);
    }
}

package org.parley.web.health;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parley.web.health.History.Line;

/** Turns what one service's metrics say, again and again, into values of our lines. */
final class Readings {

    private static final Duration RATE = Duration.ofSeconds(30);
    private static final Duration QUANTILE = Duration.ofSeconds(60);

    private final List<Taken> taken;
    private final Set<String> names;
    private final Growth growth = new Growth(QUANTILE);

    Readings(List<Taken> taken) {
        this.taken = taken;
        this.names =
                Stream.concat(taken.stream().map(Taken::metric), Stream.of(Taken.PROCESS))
                        .collect(Collectors.toSet());
    }

    /** What is not known is not in it. */
    Map<Line, Double> take(Instant at, String text) {
        List<Metric> metrics = Metric.parse(text, names);
        // Something else answers there.
        if (metrics.isEmpty()) return Map.of();
        growth.take(at, process(metrics), counters(metrics));
        Map<Line, Double> values = new HashMap<>();
        for (Taken one : taken)
            switch (one) {
                case Taken.Level level -> levels(level, metrics, values);
                case Taken.Rate rate -> rates(rate, metrics, values);
                case Taken.Latency latency -> quantiles(latency, metrics, values);
            }
        return values;
    }

    private static double process(List<Metric> metrics) {
        return metrics.stream()
                .filter(metric -> metric.name().equals(Taken.PROCESS))
                .mapToDouble(Metric::value)
                .findFirst()
                .orElse(0);
    }

    private Map<String, Double> counters(List<Metric> metrics) {
        Map<String, Double> counters = new HashMap<>();
        for (Taken one : taken)
            for (Metric metric : of(one, metrics))
                switch (one) {
                    case Taken.Level _ -> {}
                    case Taken.Rate rate ->
                            rate.line()
                                    .apply(metric)
                                    .ifPresent(line ->
                                            counters.merge(
                                                    key(one, line), metric.value(), Double::sum));
                    case Taken.Latency _ ->
                            counters.merge(
                                    key(one, metric.label("le")), metric.value(), Double::sum);
                }
        return counters;
    }

    private static List<Metric> of(Taken one, List<Metric> metrics) {
        return metrics.stream()
                .filter(metric -> metric.name().equals(one.metric()))
                .filter(metric -> Double.isFinite(metric.value()))
                .toList();
    }

    private static String key(Taken one, String line) {
        return one.metric() + " " + line;
    }

    private static void levels(Taken.Level level, List<Metric> metrics, Map<Line, Double> values) {
        for (Metric metric : of(level, metrics))
            level.line()
                    .apply(metric)
                    .ifPresent(line ->
                            values.merge(
                                    new Line(level.group(), line),
                                    metric.value() * level.scale(),
                                    Double::sum));
    }

    private void rates(Taken.Rate rate, List<Metric> metrics, Map<Line, Double> values) {
        of(rate, metrics).stream()
                .flatMap(metric -> rate.line().apply(metric).stream())
                .distinct()
                .forEach(line ->
                        growth.perSecond(key(rate, line), RATE)
                                .ifPresent(
                                        value -> values.put(new Line(rate.group(), line), value)));
    }

    private void quantiles(Taken.Latency latency, List<Metric> metrics, Map<Line, Double> values) {
        Buckets buckets = new Buckets();
        of(latency, metrics).stream()
                .map(metric -> metric.label("le"))
                .distinct()
                .forEach(le -> buckets.add(Metric.number(le), growth.lately(key(latency, le))));
        buckets.quantile(0.5).ifPresent(v -> values.put(new Line(latency.group(), "p50"), v * 1e3));
        buckets.quantile(0.99)
                .ifPresent(v -> values.put(new Line(latency.group(), "p99"), v * 1e3));
    }
}

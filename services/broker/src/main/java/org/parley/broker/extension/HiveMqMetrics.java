package org.parley.broker.extension;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import java.util.List;

/** HiveMQ's own counts that an operator watches, in Prometheus' text format. */
final class HiveMqMetrics {

    private record Exported(String hivemq, String name, String type) {}

    private static final List<Exported> EXPORTED =
            List.of(
                    new Exported(
                            "com.hivemq.messages.incoming.publish.count",
                            "parley_broker_publishes_total",
                            "counter"),
                    new Exported(
                            "com.hivemq.messages.outgoing.publish.count",
                            "parley_broker_deliveries_total",
                            "counter"),
                    new Exported(
                            "com.hivemq.messages.dropped.count",
                            "parley_broker_dropped_total",
                            "counter"),
                    new Exported(
                            "com.hivemq.sessions.overall.current",
                            "parley_broker_sessions",
                            "gauge"));

    private final MetricRegistry registry;

    HiveMqMetrics(MetricRegistry registry) {
        this.registry = registry;
    }

    String scrape() {
        StringBuilder out = new StringBuilder();
        for (Exported one : EXPORTED) {
            Metric metric = registry.getMetrics().get(one.hivemq());
            if (metric == null) continue;
            out.append("# TYPE ").append(one.name()).append(' ').append(one.type()).append('\n');
            out.append(one.name()).append(' ').append(value(metric)).append('\n');
        }
        return out.toString();
    }

    private static long value(Metric metric) {
        return switch (metric) {
            case Counter counter -> counter.getCount();
            case Gauge<?> gauge when gauge.getValue() instanceof Number number ->
                    number.longValue();
            default -> 0;
        };
    }
}

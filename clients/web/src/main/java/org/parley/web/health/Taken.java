package org.parley.web.health;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is taken from a service's metrics, and the group it is told under. The metrics are those of
 * the dashboard in {@code deploy/grafana}.
 */
sealed interface Taken {

    String group();

    /** As it stands in the text. */
    String metric();

    /** A level: several of one line are added. */
    record Level(String group, String metric, double scale, Naming line) implements Taken {}

    /** A counter: told is how much it grew each second. */
    record Rate(String group, String metric, Naming line) implements Taken {}

    /**
     * The buckets of a histogram of seconds: told are the median and what 99 % are below, in ms.
     */
    record Latency(String group, String metric) implements Taken {}

    /** The line that a metric belongs to by its labels; empty where to none. */
    interface Naming extends Function<Metric, Optional<String>> {}

    /** When a process started, in seconds since 1970. */
    String PROCESS = "process_start_time_seconds";

    List<Taken> BROKER =
            List.of(
                    rate("brokerPerSecond", "published", "parley_broker_publishes_total"),
                    rate("brokerPerSecond", "delivered", "parley_broker_deliveries_total"),
                    rate("brokerPerSecond", "dropped", "parley_broker_dropped_total"),
                    refused("publish", "parley_publishes_refused_total"),
                    refused("subscribe", "parley_subscriptions_refused_total"),
                    refused("login", "parley_logins_refused_total"),
                    refused("request", "parley_requests_refused_total"),
                    level("connections", "people", "parley_connections"),
                    level("connections", "sessions", "parley_broker_sessions"));

    List<Taken> BRIDGE =
            List.of(
                    new Latency("publishToReceivedMs", "parley_live_latency_seconds_bucket"),
                    new Latency("publishToKafkaMs", "parley_bridge_latency_seconds_bucket"),
                    new Rate(
                            "messagesPerSecond",
                            "parley_bridge_accepted_total",
                            metric -> only(metric.label("kind").equals("message"), "accepted")),
                    rate(
                            "receiptsPerSecond",
                            "published",
                            "parley_bridge_outbound_published_total"),
                    new Rate(
                            "rejectedPerSecond",
                            "parley_bridge_rejected_total",
                            metric -> Optional.of(metric.label("reason"))),
                    rate("rejectedPerSecond", "outbound", "parley_bridge_outbound_rejected_total"),
                    level("backlog", "bridge", "parley_bridge_in_flight"),
                    lag("outbound", Set.of("parley.outbound")));

    List<Taken> ARCHIVE =
            List.of(
                    new Latency("publishToArchivedMs", "parley_archive_latency_seconds_bucket"),
                    rate("messagesPerSecond", "archived", "parley_archive_messages_total"),
                    rate("messagesPerSecond", "repeated", "parley_archive_repeats_total"),
                    rate("receiptsPerSecond", "archived", "parley_archive_receipts_total"),
                    rate("rejectedPerSecond", "postgresql", "parley_archive_rejected_total"),
                    lag("archive", Set.of("parley.messages", "parley.receipts")));

    List<Taken> GROUPS =
            List.of(
                    // The service's own quantiles of the last minutes; 0 is none.
                    new Level(
                            "groupChangeToKafkaMs",
                            "parley_groups_relay_seconds",
                            1_000,
                            metric -> only(metric.value() > 0, quantile(metric.label("quantile")))),
                    level("backlog", "groups", "parley_groups_outbox"));

    List<Taken> PRESENCE =
            List.of(
                    new Level(
                            "presenceUsers",
                            "parley_presence_users",
                            1,
                            metric -> Optional.of(metric.label("state"))));

    List<Taken> PUSH =
            List.of(
                    new Latency("publishToPushedMs", "parley_push_latency_seconds_bucket"),
                    new Rate(
                            "pushOutcomesPerSecond",
                            "parley_push_outcomes_total",
                            metric ->
                                    Optional.of(
                                            metric.label("kind") + " " + metric.label("outcome"))),
                    level("backlog", "push", "parley_push_waiting"),
                    level("pushNow", "inFlight", "parley_push_in_flight"),
                    level("pushNow", "vendorsLeftAlone", "parley_push_lanes_open"),
                    level("pushNow", "overdueSeconds", "parley_push_overdue_seconds"));

    /** Of all services, in the order of their names here. */
    static Set<String> groups() {
        return Stream.of(BROKER, BRIDGE, ARCHIVE, GROUPS, PRESENCE, PUSH)
                .flatMap(List::stream)
                .map(Taken::group)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }

    private static Taken rate(String group, String line, String metric) {
        return new Rate(group, metric, _ -> Optional.of(line));
    }

    private static Taken refused(String what, String metric) {
        return new Rate(
                "refusedPerSecond",
                metric,
                refusal -> Optional.of(what + ": " + refusal.label("rule")));
    }

    private static Taken level(String group, String line, String metric) {
        return new Level(group, metric, 1, _ -> Optional.of(line));
    }

    /** Of all partitions that this process reads now. */
    private static Taken lag(String line, Set<String> topics) {
        return new Level(
                "backlog",
                "kafka_consumer_fetch_manager_records_lag",
                1,
                metric -> only(topics.contains(metric.label("topic")), line));
    }

    private static String quantile(String share) {
        return share.equals("0.5") ? "p50" : share.equals("0.99") ? "p99" : "";
    }

    private static Optional<String> only(boolean wanted, String line) {
        return wanted && !line.isEmpty() ? Optional.of(line) : Optional.empty();
    }
}

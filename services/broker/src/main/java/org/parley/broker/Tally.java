package org.parley.broker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what was refused and ended, by rule, and writes a log line for each. An attacker can make
 * it count as often as he likes, but not fill the log: past a hundred lines a second it only
 * counts.
 */
public final class Tally {

    private static final Logger LOG = LoggerFactory.getLogger("org.parley.broker.refused");
    private static final int LONGEST = 200;

    /** What is counted. */
    public enum Event {
        LOGIN_ACCEPTED("parley_logins_accepted_total"),
        LOGIN_WAITED("parley_logins_waited_total"),
        LOGIN_REFUSED("parley_logins_refused_total"),
        PUBLISH_REFUSED("parley_publishes_refused_total"),
        SUBSCRIBE_REFUSED("parley_subscriptions_refused_total"),
        CONNECTION_ENDED("parley_connections_ended_total"),
        REQUEST_REFUSED("parley_requests_refused_total");

        private final String metric;

        Event(String metric) {
            this.metric = metric;
        }
    }

    private record Key(Event event, String rule) {}

    private final Map<Key, LongAdder> counts = new ConcurrentHashMap<>();
    private final TokenBucket lines =
            new TokenBucket(new BrokerSettings.Rate(100, 1_000), System::nanoTime);

    public void count(Event event, String rule) {
        counts.computeIfAbsent(new Key(event, rule), key -> new LongAdder()).increment();
    }

    /** Counts and logs; the detail is what a client sent and never a token or a payload. */
    public void refused(Event event, String rule, String clientId, String detail) {
        count(event, rule);
        if (lines.take())
            LOG.info(
                    "{} client={} rule=\"{}\" {}",
                    event,
                    printable(clientId),
                    rule,
                    printable(detail));
    }

    /** One line of bounded length, whatever a stranger put into it. */
    public static String printable(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return cut.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
    }

    /** In Prometheus' text format. */
    public String scrape() {
        StringBuilder out = new StringBuilder();
        for (Event event : Event.values()) {
            out.append("# TYPE ").append(event.metric).append(" counter\n");
            counts.forEach((key, count) -> {
                if (key.event == event)
                    out.append(event.metric)
                            .append("{rule=\"")
                            .append(key.rule.replace("\\", "\\\\").replace("\"", "\\\""))
                            .append("\"} ")
                            .append(count.sum())
                            .append('\n');
            });
        }
        return out.toString();
    }
}

package org.parley.bridge;

import io.quarkus.logging.Log;
import io.smallrye.reactive.messaging.mqtt.session.MqttClientSession;
import io.vertx.core.Vertx;
import io.vertx.mqtt.messages.MqttPublishMessage;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.parley.bridge.Conditions.Part;
import org.parley.contracts.ClientId;

/**
 * MQTT to Kafka. A message is acknowledged to the broker only after Kafka has it, so whatever is
 * killed, the broker delivers it again: at least once, in the order of each sender. While Kafka is
 * away the broker keeps what comes; here wait no more than {@code parley.bridge.in-flight}
 * messages.
 */
@Singleton
class Inbound implements MqttLink.Events {

    static final List<String> FILTERS =
            List.of("chat/+/+", "chat/+/+/receipt", "group/+/+", "presence/+/+");

    private final KafkaLog log;
    private final Tracing tracing;
    private final BridgeMetrics metrics;
    private final LiveEcho echo;
    private final MqttLink link;
    private final int limit;
    private final InstantSource clock = InstantSource.system();
    private final Unacknowledged unacknowledged = new Unacknowledged();
    private final AtomicInteger inFlight;
    private final BlockingQueue<Taken> queue;
    private final Thread thread = new Thread(this::work, "bridge-inbound");

    /** Set on the event loop: nothing more is taken from a connection that one was dropped from. */
    private volatile boolean full;

    @Inject
    Inbound(
            Vertx vertx,
            SessionOptions options,
            ServiceLogin login,
            Conditions conditions,
            BridgeConfig config,
            KafkaLog log,
            Tracing tracing,
            BridgeMetrics metrics,
            LiveEcho echo) {
        this.log = log;
        this.tracing = tracing;
        this.metrics = metrics;
        this.echo = echo;
        this.limit = config.inFlight();
        this.inFlight = metrics.inFlight();
        this.queue = new ArrayBlockingQueue<>(limit);
        this.link =
                new MqttLink(
                        vertx,
                        options,
                        login,
                        conditions,
                        config.renewalMargin(),
                        purpose(config),
                        this);
    }

    private static MqttLink.Purpose purpose(BridgeConfig config) {
        String prefix = config.share().map(group -> "$share/" + group + "/").orElse("");
        List<String> filters = FILTERS.stream().map(filter -> prefix + filter).toList();
        String clientId = new ClientId(config.userName(), config.instance()).toString();
        return new MqttLink.Purpose(Part.INBOUND, clientId, true, filters);
    }

    void start() {
        thread.start();
        link.start();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    @Override
    public void opening() {
        full = false;
    }

    @Override
    public void up(MqttClientSession session) {
        metrics.connected(Part.INBOUND);
    }

    @Override
    public void message(MqttPublishMessage message) {
        if (full) return;
        unacknowledged.take(message).ifPresentOrElse(this::enqueue, metrics::repeated);
    }

    private void enqueue(Taken taken) {
        metrics.received();
        echo.received(taken);
        if (inFlight.incrementAndGet() <= limit && queue.offer(taken)) return;
        unacknowledged.forget(taken);
        full = true;
        // MQTT 3.1.1 knows no other way to say "no more"; the broker keeps all of it.
        link.hold(limit + " messages in flight, which is the most");
        settled();
    }

    private void work() {
        List<Taken> batch = new ArrayList<>();
        try {
            while (true) {
                batch.add(queue.take());
                queue.drainTo(batch);
                for (Taken taken : batch) bridge(taken);
                batch.clear();
            }
        } catch (InterruptedException | InterruptException e) {
            Log.debug("stopped");
        }
    }

    private void bridge(Taken taken) {
        Outcome outcome =
                Admission.judge(
                        taken.topic, taken.payload, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        List<LogRecord> records = LogRecord.of(outcome);
        if (records.isEmpty()) {
            done(taken, outcome, null);
            return;
        }
        Trace trace = tracing.begin(outcome);
        log.append(
                records,
                trace,
                failure -> {
                    trace.end(failure);
                    done(taken, outcome, failure);
                });
    }

    private void done(Taken taken, Outcome outcome, @Nullable Exception failure) {
        if (failure == null) {
            unacknowledged.kept(taken);
            metrics.bridged(outcome, taken.takenAt);
        } else {
            unacknowledged.forget(taken);
            metrics.failed();
            Log.errorf("not bridged topic=%s reason=%s", taken.topic, Reasons.of(failure));
            link.restart("Kafka refused a record: " + Reasons.of(failure));
        }
        settled();
    }

    private void settled() {
        if (inFlight.decrementAndGet() <= limit / 2 && full) link.release();
    }

    @PreDestroy
    void stop() {
        link.hold("the bridge stops");
        thread.interrupt();
    }
}

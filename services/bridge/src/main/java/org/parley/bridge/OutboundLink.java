package org.parley.bridge;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.smallrye.reactive.messaging.mqtt.session.MqttClientSession;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.parley.bridge.Conditions.Part;
import org.parley.bridge.OutboundLetter.Ready;

/**
 * Publishes over MQTT, in the order of the calls, each until the broker has acknowledged it,
 * however many connections that takes.
 *
 * <p>A connection of its own: notices do not wait behind messages that Kafka has not taken yet, and
 * ending the inbound connection, which is how the bridge slows the broker down, does not end this
 * one. Its session keeps nothing, because Kafka does.
 */
@Singleton
class OutboundLink implements MqttLink.Events {

    private record Pending(Ready letter, CompletableFuture<Void> published) {}

    private final MqttLink link;
    private final BridgeMetrics metrics;
    private final LiveEcho echo;
    private final int limit;

    // Only touched on the link's event loop.
    private final Deque<Pending> waiting = new ArrayDeque<>();
    private final Deque<Pending> sent = new ArrayDeque<>();
    private final Map<Integer, Pending> byPacketId = new HashMap<>();
    private @Nullable MqttClientSession session;

    @Inject
    OutboundLink(
            Vertx vertx,
            SessionOptions options,
            ServiceLogin login,
            Conditions conditions,
            BridgeConfig config,
            BridgeMetrics metrics,
            LiveEcho echo) {
        this.metrics = metrics;
        this.echo = echo;
        this.limit = config.outboundInFlight();
        String clientId = config.userName() + ":" + config.instance() + "-out";
        this.link =
                new MqttLink(
                        vertx,
                        options,
                        login,
                        conditions,
                        config.renewalMargin(),
                        new MqttLink.Purpose(Part.OUTBOUND, clientId, false, List.of()),
                        this);
    }

    void start() {
        link.start();
    }

    /** Completes when the broker has it; never fails. */
    CompletableFuture<Void> publish(Ready letter) {
        Pending pending = new Pending(letter, new CompletableFuture<>());
        link.run(() -> {
            waiting.add(pending);
            pump();
        });
        return pending.published();
    }

    @Override
    public void up(MqttClientSession session) {
        this.session = session;
        metrics.connected(Part.OUTBOUND);
        pump();
    }

    /** What was sent and not acknowledged goes first on the next connection, in its old order. */
    @Override
    public void down() {
        session = null;
        byPacketId.clear();
        for (Iterator<Pending> last = sent.descendingIterator(); last.hasNext(); )
            waiting.addFirst(last.next());
        sent.clear();
    }

    private void pump() {
        MqttClientSession open = session;
        while (open != null && sent.size() < limit && !waiting.isEmpty())
            send(open, waiting.remove());
    }

    private void send(MqttClientSession open, Pending pending) {
        sent.add(pending);
        Ready letter = pending.letter();
        echo.published(letter);
        open.publish(
                        letter.topic(),
                        Buffer.buffer(letter.payload()),
                        MqttQoS.valueOf(letter.qos()),
                        false,
                        letter.retain())
                .onComplete(written -> link.run(() -> written(open, pending, written)));
    }

    @SuppressWarnings("ReferenceEquality") // the very session, not one like it
    private void written(MqttClientSession open, Pending pending, AsyncResult<Integer> packetId) {
        if (session != open) return;
        if (packetId.failed()) link.restart("could not publish: " + Reasons.of(packetId.cause()));
        else if (pending.letter().qos() == 0) done(pending);
        else byPacketId.put(packetId.result(), pending);
    }

    @Override
    public void acknowledged(int packetId) {
        // In the queue behind written(), which tells what the packet id stands for.
        link.run(() -> {
            Pending pending = byPacketId.remove(packetId);
            if (pending != null) done(pending);
        });
    }

    private void done(Pending pending) {
        sent.remove(pending);
        pending.published().complete(null);
        pump();
    }

    @PreDestroy
    void stop() {
        link.hold("the bridge stops");
    }
}

package org.parley.e2e;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends at a steady rate and does what docs/protocol.md asks of a client: repeats each message
 * until its stored receipt arrives.
 */
final class RepeatingSender implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Person from;
    private final Person to;
    private final Map<String, Instant> unconfirmed = new ConcurrentHashMap<>();
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final AtomicInteger repeats = new AtomicInteger();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
    private final ScheduledFuture<?> sending;

    RepeatingSender(Person from, Person to, int perSecond) {
        this.from = from;
        this.to = to;
        sending =
                clock.scheduleAtFixedRate(
                        this::sendOne, 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
        var _ = clock.scheduleAtFixedRate(this::repeat, 1, 1, TimeUnit.SECONDS);
    }

    private void sendOne() {
        String id = Messages.id();
        sent.add(id);
        unconfirmed.put(id, Instant.now());
        publish(id);
    }

    private void repeat() {
        from.stored().forEach(unconfirmed::remove);
        Instant now = Instant.now();
        unconfirmed.forEach((id, since) -> {
            if (since.plus(PATIENCE).isAfter(now) || !from.isConnected()) return;
            unconfirmed.put(id, now);
            repeats.incrementAndGet();
            publish(id);
        });
    }

    /** Fire and forget: what the network loses is repeated. */
    private void publish(String id) {
        String topic = "chat/" + to.name() + "/" + from.name();
        var _ = from.publishing(topic, Messages.text(id, id).getBytes(StandardCharsets.UTF_8));
    }

    /** Stops sending new ones; repeating goes on. */
    Set<String> stopSending() {
        sending.cancel(false);
        return Set.copyOf(sent);
    }

    boolean hasConfirmed() {
        return !from.stored().isEmpty();
    }

    int unconfirmed() {
        return unconfirmed.size();
    }

    int repeats() {
        return repeats.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        from.close();
    }
}

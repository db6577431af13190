package org.parley.cli.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.cli.json.Json;
import org.parley.cli.outbox.Outbox;
import org.parley.cli.outbox.Queued;
import org.parley.contracts.MessageId;

/**
 * Publishes what waits in the outbox, in order, and again until it is stored: at once after a
 * connection was lost before the broker had it, else at growing intervals. Belongs to the loop.
 */
final class Outgoing {

    private static final Duration FIRST_REPEAT = Duration.ofSeconds(10);
    private static final Duration LAST_REPEAT = Duration.ofMinutes(5);
    private static final Duration TICK = Duration.ofSeconds(1);

    /** Published and not yet acknowledged by the broker, at most. */
    private static final int WINDOW = 100;

    private record Attempt(int count, Connection connection, boolean acknowledged, Instant due) {}

    private final Loop loop;
    private final Outbox outbox;
    private final Connector connector;
    private final Desk desk;
    private final Clock clock;
    private final Map<MessageId, Attempt> attempts = new HashMap<>();
    private boolean held;

    Outgoing(Loop loop, Outbox outbox, Connector connector, Desk desk, Clock clock) {
        this.loop = loop;
        this.outbox = outbox;
        this.connector = connector;
        this.desk = desk;
        this.clock = clock;
    }

    void start() {
        loop.after(
                TICK,
                () -> {
                    pump();
                    start();
                });
    }

    /** Until the archive was asked what it has: repeating that would be harmless, but useless. */
    void hold() {
        held = outbox.size() > 0;
    }

    void release() {
        held = false;
        pump();
    }

    /** Publishes what is due. */
    void pump() {
        Optional<Connection> connection = connector.current();
        if (held || connection.isEmpty()) return;
        attempts.keySet().removeIf(id -> !outbox.isWaiting(id));
        long open = openAt(connection.get());
        for (Queued queued : outbox.waiting()) {
            if (open >= WINDOW) return;
            if (!isDue(queued, connection.get())) continue;
            publish(queued, connection.get());
            open++;
        }
    }

    private long openAt(Connection connection) {
        return attempts.values().stream()
                .filter(a -> a.connection() == connection && !a.acknowledged())
                .count();
    }

    private boolean isDue(Queued queued, Connection connection) {
        Attempt last = attempts.get(queued.id());
        if (last == null) return true;
        boolean onItsWay = last.acknowledged() || last.connection() == connection;
        return !onItsWay || (last.acknowledged() && !clock.instant().isBefore(last.due()));
    }

    private void publish(Queued queued, Connection connection) {
        Attempt last = attempts.get(queued.id());
        int count = last == null ? 1 : last.count() + 1;
        Attempt attempt = new Attempt(count, connection, false, clock.instant().plus(pause(count)));
        attempts.put(queued.id(), attempt);
        var _ =
                connection
                        .publish(queued.topic(), Json.bytes(queued.payload()))
                        .whenComplete(
                                (_, problem) -> loop.run(() -> answered(queued, attempt, problem)));
    }

    private static Duration pause(int count) {
        Duration doubled = FIRST_REPEAT.multipliedBy(1L << Math.min(count - 1, 10));
        return doubled.compareTo(LAST_REPEAT) < 0 ? doubled : LAST_REPEAT;
    }

    private void answered(Queued queued, Attempt attempt, @Nullable Throwable problem) {
        if (problem != null) {
            Troubles.finalRefusal(Troubles.unwrapped(problem))
                    .ifPresent(why -> desk.rejected(queued.id(), "refused", why));
            return;
        }
        attempts.replace(
                queued.id(),
                attempt,
                new Attempt(attempt.count(), attempt.connection(), true, attempt.due()));
        pump();
    }
}

package org.parley.cli.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.cli.presence.Presence;
import org.parley.contracts.UserId;

/**
 * Follows one person's presence. The broker ends a subscription without a word once the person may
 * not be seen any more, and refuses one as long as he may not: so it is made anew from time to
 * time, which brings the newest state along. All methods run on the loop.
 */
final class PresenceWatch {

    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final Loop loop;
    private final Desk desk;
    private @Nullable UserId watched;
    private @Nullable Connection connection;
    private Optional<Presence> known = Optional.empty();
    private boolean told;

    PresenceWatch(Loop loop, Desk desk) {
        this.loop = loop;
        this.desk = desk;
    }

    void watch(UserId user) {
        watched = user;
        subscribe(connection);
    }

    void up(Connection now) {
        connection = now;
        subscribe(now);
    }

    void down() {
        connection = null;
    }

    private void subscribe(@Nullable Connection on) {
        UserId user = watched;
        if (on == null || user == null || on != connection) return;
        var _ = on.watch(user).whenComplete((_, problem) -> loop.run(() -> answered(problem)));
        loop.after(AGAIN, () -> subscribe(on));
    }

    private void answered(@Nullable Throwable problem) {
        if (problem != null && Troubles.unwrapped(problem) instanceof Mqtt5SubAckException)
            tell(Optional.empty());
    }

    void received(UserId user, ObjectNode json) {
        if (user.equals(watched)) Presence.of(json).ifPresent(seen -> tell(Optional.of(seen)));
    }

    private void tell(Optional<Presence> seen) {
        UserId user = watched;
        if (user == null || (told && seen.equals(known))) return;
        known = seen;
        told = true;
        desk.tell(new ChatEvent.Seen(user, seen));
    }
}

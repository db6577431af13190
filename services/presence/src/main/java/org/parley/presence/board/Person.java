package org.parley.presence.board;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.DeviceId;
import org.parley.contracts.UserId;

/** A user's devices, and what others were told of him. */
final class Person {

    private final UserId user;
    private final Map<DeviceId, Device> devices = new HashMap<>();
    private @Nullable State shown;
    private Instant lastSeen;
    private @Nullable Instant publishedAt;

    /**
     * @param shown what others were told last; absent if that is not known
     */
    Person(UserId user, @Nullable State shown, Instant lastSeen) {
        this.user = user;
        this.shown = shown;
        this.lastSeen = lastSeen;
    }

    UserId user() {
        return user;
    }

    Map<DeviceId, Device> devices() {
        return devices;
    }

    boolean isThere() {
        return devices.values().stream().anyMatch(device -> !device.isGone());
    }

    /** The best of his devices. */
    State state(Instant now, boolean held) {
        State best = State.OFFLINE;
        for (Device device : devices.values()) {
            State one = device.state(now, held);
            if (one.compareTo(best) > 0) best = one;
        }
        return best;
    }

    /**
     * What others are to be told now. Turning online is told at once; all else at most so often, so
     * that somebody who comes and goes costs no more than somebody who stays.
     */
    Optional<Publication> due(Instant now, boolean held, Bounds bounds) {
        State state = state(now, held);
        if (state == shown) return Optional.empty();
        if (isInPause(now, bounds) && state != State.ONLINE) return Optional.empty();
        return Optional.of(new Publication(user, state, seen()));
    }

    boolean isInPause(Instant now, Bounds bounds) {
        return publishedAt != null && now.isBefore(publishedAt.plus(bounds.pause()));
    }

    private Instant seen() {
        Instant newest = lastSeen;
        for (Device device : devices.values())
            if (device.seenAt().isAfter(newest)) newest = device.seenAt();
        return newest;
    }

    /** It is on its way for good. */
    void published(Publication publication, Instant now) {
        shown = publication.state();
        lastSeen = publication.lastSeen();
        publishedAt = now;
    }

    /** Forgets devices whose grace is over; of them only when they went is of interest. */
    void forgetGone(Instant now, boolean held) {
        lastSeen = seen();
        devices.values().removeIf(device -> device.state(now, held) == State.OFFLINE);
    }

    @Nullable State shown() {
        return shown;
    }

    Instant lastSeen() {
        return lastSeen;
    }

    /** Whether time alone may change what is to be told of him. */
    boolean isRestless(Instant now, boolean held) {
        return state(now, held) != shown || devices.values().stream().anyMatch(Device::isGone);
    }
}

package org.parley.presence.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.DeviceId;
import org.parley.contracts.UserId;

/**
 * Who of one Kafka partition's users is there. It holds those who are, and those who were a moment
 * ago; it promises that of a user who did not change nothing is published, and that what it says in
 * the end is what is true, whatever came twice, late or not at all.
 *
 * <p>Not for several threads.
 */
public final class Board {

    /** What a device said last, as it was kept. */
    public record Kept(UserId user, DeviceId device, State state, Instant saidAt) {}

    /** What others were told of a user last, as it was kept. */
    public record Told(UserId user, State state, Instant lastSeen) {}

    /** Of one user: what is to be kept of him now. */
    public record Row(UserId user, State shown, Instant lastSeen, List<Kept> devices) {}

    private final Bounds bounds;
    private final Calm calm;
    private final Map<UserId, Person> people = new HashMap<>();
    private final Set<UserId> restless = new HashSet<>();
    private final Set<UserId> changed = new HashSet<>();

    /**
     * From what was kept: what devices said last, to be held against who is connected now.
     *
     * @param asOf when that was last done: those who are kept as there were there then
     */
    public Board(Bounds bounds, Calm calm, List<Told> told, List<Kept> kept, Instant asOf) {
        this.bounds = bounds;
        this.calm = calm;
        for (Told one : told) {
            people.put(one.user(), new Person(one.user(), one.state(), one.lastSeen()));
            restless.add(one.user());
        }
        for (Kept one : kept) {
            Instant there = one.saidAt().isAfter(asOf) ? one.saidAt() : asOf;
            person(one.user(), one.saidAt())
                    .devices()
                    .put(one.device(), new Device(one.state(), one.saidAt(), there));
            restless.add(one.user());
        }
    }

    /** Not known here: what others were told of him is not certain then. */
    private Person person(UserId user, Instant at) {
        return people.computeIfAbsent(user, _ -> new Person(user, null, at));
    }

    /** Whether what the device says is a change. */
    public boolean says(UserId user, DeviceId deviceId, State word, Instant at, Instant now) {
        Person known = people.get(user);
        Device device = known == null ? null : known.devices().get(deviceId);
        if (known == null || device == null)
            return word != State.OFFLINE && appears(user, deviceId, word, at);
        boolean before = known.isThere();
        boolean change = device.says(word, at, bounds);
        if (change) touched(known, before, now);
        return change;
    }

    private boolean appears(UserId user, DeviceId device, State word, Instant at) {
        person(user, at).devices().put(device, new Device(word, at, at));
        restless.add(user);
        changed.add(user);
        return true;
    }

    private void touched(Person person, boolean before, Instant now) {
        restless.add(person.user());
        changed.add(person.user());
        if (before && !person.isThere()) calm.wentAway(now);
    }

    /** Holds all against the broker's connections; returns how many devices went by it. */
    public int compare(Connected connected, Instant now) {
        int went = 0;
        for (Map.Entry<UserId, Person> entry : people.entrySet()) {
            Person person = entry.getValue();
            boolean before = person.isThere();
            for (Map.Entry<DeviceId, Device> one : person.devices().entrySet()) {
                Instant since = connected.since(entry.getKey(), one.getKey());
                if (since != null) one.getValue().isConnected(since, connected.asOf());
                else if (one.getValue().isNotConnected(connected.asOf(), bounds)) went++;
            }
            if (person.isRestless(now, false)) restless.add(entry.getKey());
            if (before && !person.isThere()) calm.wentAway(now);
        }
        return went;
    }

    /** The broker cannot be asked: who has not been heard of for too long is gone. */
    public void noAnswer(Instant now) {
        people.forEach((user, person) -> {
            for (Device device : person.devices().values())
                if (device.isSilent(now, bounds)) restless.add(user);
        });
    }

    /** Who is connected to the broker. */
    public interface Connected {

        /** When the list was made, by the broker's clock. */
        Instant asOf();

        /** Since when; absent where no connection is open. */
        @Nullable Instant since(UserId user, DeviceId device);
    }

    /** What is to be published now. */
    public List<Publication> due(Instant now) {
        boolean held = calm.holds(now);
        List<Publication> due = new ArrayList<>();
        for (UserId user : restless) {
            Person person = people.get(user);
            if (person != null) person.due(now, held, bounds).ifPresent(due::add);
        }
        return due;
    }

    /** Kafka has it. */
    public void published(Publication publication, Instant now) {
        Person person = people.get(publication.user());
        if (person == null) return;
        person.published(publication, now);
        changed.add(publication.user());
    }

    /** Lets those rest of whom time alone changes nothing, and forgets devices that are gone. */
    public void settle(Instant now) {
        boolean held = calm.holds(now);
        restless.removeIf(user -> {
            Person person = people.get(user);
            return person == null || rests(person, now, held);
        });
    }

    private boolean rests(Person person, Instant now, boolean held) {
        // Until others know, what his devices said must be kept.
        if (person.state(now, held) != person.shown()) return false;
        int before = person.devices().size();
        person.forgetGone(now, held);
        if (person.devices().size() < before) changed.add(person.user());
        if (person.isRestless(now, held)) return false;
        if (person.shown() != State.OFFLINE) return true;
        // When he comes back at once, the pause still counts; and what changed must be kept first.
        if (person.isInPause(now, bounds) || changed.contains(person.user())) return false;
        people.remove(person.user());
        return true;
    }

    /** Of those who changed since the last time. */
    public List<Row> takeChanged() {
        List<Row> rows = new ArrayList<>();
        for (UserId user : changed) {
            Person person = people.get(user);
            if (person != null) rows.add(row(user, person));
        }
        changed.clear();
        return rows;
    }

    /**
     * What others were told counts as offline where it is not known: whoever rebuilds it then finds
     * devices and looks himself.
     */
    private static Row row(UserId user, Person person) {
        State shown = person.shown() == null ? State.OFFLINE : person.shown();
        List<Kept> devices = new ArrayList<>();
        person.devices()
                .forEach((id, device) ->
                        devices.add(new Kept(user, id, device.lastState(), device.saidAt())));
        return new Row(user, shown, person.lastSeen(), devices);
    }

    /** How many users it holds. */
    public int size() {
        return people.size();
    }

    /** How many are told to be so. */
    public int count(State state) {
        int count = 0;
        for (Person person : people.values()) if (person.shown() == state) count++;
        return count;
    }
}

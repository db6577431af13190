package org.parley.presence.board;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parley.contracts.DeviceId;
import org.parley.contracts.UserId;

/**
 * A board with a clock that the test moves, a broker whose connections it makes and cuts, and all
 * that others were told. Each step of a tenth of a second does what the loop does; each five
 * seconds the broker is asked, if it answers.
 */
final class Street {

    static final Bounds BOUNDS =
            new Bounds(
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5));

    private static final Duration STEP = Duration.ofMillis(100);

    /** When somebody was told to be what. */
    record Told(Duration at, String user, State state, Instant lastSeen) {}

    private final Instant start = Instant.parse("2026-11-28T12:00:00Z");
    private final Map<String, Instant> connections = new HashMap<>();
    private final List<Told> told = new ArrayList<>();
    private final List<Board.Row> kept = new ArrayList<>();
    private Instant now = start;
    private Instant brokerStarted = start.minus(Duration.ofDays(1));
    private boolean brokerAnswers = true;
    private Calm calm = new Calm(BOUNDS, 50);
    private Board board = new Board(BOUNDS, calm, List.of(), List.of(), start);

    Street() {
        ask();
    }

    Instant now() {
        return now;
    }

    Instant at(int seconds) {
        return start.plusSeconds(seconds);
    }

    /** Connects without a word. */
    Street connects(String client) {
        connections.put(client, now);
        return this;
    }

    Street cut(String client) {
        connections.remove(client);
        return this;
    }

    Street says(String client, State state) {
        return says(client, state, now);
    }

    /** The bridge took it then. */
    Street says(String client, State state, Instant at) {
        String[] parts = client.split(":");
        board.says(new UserId(parts[0]), new DeviceId(parts[1]), state, at, now);
        step(Duration.ZERO);
        return this;
    }

    Street comes(String client) {
        return connects(client).says(client, State.ONLINE);
    }

    /** Disconnects, or is cut: its own word and its Will look the same. */
    Street goes(String client) {
        return cut(client).says(client, State.OFFLINE);
    }

    /** kill -9: no Will of anybody. */
    Street brokerDies() {
        connections.clear();
        brokerAnswers = false;
        return this;
    }

    Street brokerStarts() {
        brokerStarted = now;
        brokerAnswers = true;
        return this;
    }

    /** The network between it and us. */
    Street brokerAnswers(boolean does) {
        brokerAnswers = does;
        return this;
    }

    Street passes(int seconds) {
        return passes(Duration.ofSeconds(seconds));
    }

    Street passes(Duration time) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) step(STEP);
        return this;
    }

    /** The service ends; another one begins with what was kept. */
    Street restarts(Duration down) {
        keep();
        now = now.plus(down);
        Map<UserId, Board.Row> newest = new HashMap<>();
        for (Board.Row row : kept) newest.put(row.user(), row);
        calm = new Calm(BOUNDS, 50);
        board =
                new Board(
                        BOUNDS,
                        calm,
                        newest.values().stream()
                                .filter(row -> row.shown() != State.OFFLINE)
                                .map(row -> new Board.Told(row.user(), row.shown(), row.lastSeen()))
                                .toList(),
                        newest.values().stream().flatMap(row -> row.devices().stream()).toList(),
                        now.minus(down));
        ask();
        return this;
    }

    private void step(Duration time) {
        now = now.plus(time);
        if (Duration.between(start, now).toMillis() % 5_000 == 0) ask();
        for (Publication one : board.due(now)) {
            Duration at = Duration.between(start, now);
            told.add(new Told(at, one.user().value(), one.state(), one.lastSeen()));
            board.published(one, now);
        }
        board.settle(now);
        keep();
    }

    private void keep() {
        kept.addAll(board.takeChanged());
    }

    private void ask() {
        calm.people(board.size());
        if (!brokerAnswers) {
            calm.didNotAnswer(now);
            board.noAnswer(now);
            return;
        }
        calm.answered(now, Duration.between(brokerStarted, now));
        Instant asOf = now;
        Map<String, Instant> list = Map.copyOf(connections);
        board.compare(
                new Board.Connected() {
                    @Override
                    public Instant asOf() {
                        return asOf;
                    }

                    @Override
                    public Instant since(UserId user, DeviceId device) {
                        return list.get(user + ":" + device);
                    }
                },
                now);
    }

    /** What others were told of a user, in order. */
    List<State> told(String user) {
        return tellings(user).stream().map(Told::state).toList();
    }

    List<Told> tellings(String user) {
        return told.stream().filter(one -> one.user().equals(user)).toList();
    }

    Told last(String user) {
        return tellings(user).getLast();
    }

    int size() {
        return board.size();
    }
}

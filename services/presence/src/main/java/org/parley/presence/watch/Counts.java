package org.parley.presence.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.parley.presence.board.Board;
import org.parley.presence.board.Publication;
import org.parley.presence.board.State;

/** What is counted of presence: above all publications per change. */
@ApplicationScoped
class Counts {

    private final Counter words;
    private final Counter changes;
    private final Counter absent;
    private final Counter unreadable;
    private final Timer delay;
    private final Clock clock;
    private final AtomicInteger held;
    private final Map<State, Counter> published = new EnumMap<>(State.class);
    private final Map<State, AtomicInteger> users = new EnumMap<>(State.class);

    Counts(MeterRegistry meters, Clock clock) {
        this.clock = clock;
        words = meters.counter("parley.presence.words");
        changes = meters.counter("parley.presence.changes");
        absent = meters.counter("parley.presence.absent");
        unreadable = meters.counter("parley.presence.unreadable");
        held = Objects.requireNonNull(meters.gauge("parley.presence.held", new AtomicInteger()));
        delay =
                Timer.builder("parley.presence.latency")
                        .description("From a device's \"online\" to Kafka's acknowledgement")
                        .publishPercentileHistogram()
                        .minimumExpectedValue(Duration.ofMillis(5))
                        .maximumExpectedValue(Duration.ofSeconds(60))
                        .register(meters);
        for (State state : State.values()) {
            published.put(
                    state,
                    meters.counter("parley.presence.publications", "state", state.wireName()));
            AtomicInteger number = new AtomicInteger();
            users.put(state, number);
            if (state != State.OFFLINE)
                meters.gauge(
                        "parley.presence.users",
                        List.of(io.micrometer.core.instrument.Tag.of("state", state.wireName())),
                        number);
        }
    }

    void word(boolean change) {
        words.increment();
        if (change) changes.increment();
    }

    void absent(int devices) {
        absent.increment(devices);
        changes.increment(devices);
    }

    void unreadable() {
        unreadable.increment();
    }

    void published(List<Publication> publications) {
        for (Publication one : publications) {
            Objects.requireNonNull(published.get(one.state())).increment();
            if (one.state() == State.ONLINE)
                delay.record(Duration.between(one.lastSeen(), clock.instant()));
        }
    }

    void holds(boolean now) {
        held.set(now ? 1 : 0);
    }

    /** Returns how many users there are on the boards. */
    int people(Collection<Board> boards) {
        users.forEach((state, number) ->
                number.set(boards.stream().mapToInt(board -> board.count(state)).sum()));
        return boards.stream().mapToInt(Board::size).sum();
    }
}

package org.parley.web.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.web.health.History.Excerpt;
import org.parley.web.health.History.Line;

class HistoryTest {

    private static final Instant START = Instant.parse("2026-11-29T06:00:00Z");
    private static final Line A = new Line("backlog", "a");
    private static final Line B = new Line("backlog", "b");

    private final History history = new History(Duration.ofSeconds(20), Duration.ofSeconds(5));

    private void at(int second, Map<Line, Double> values) {
        history.add(START.plusSeconds(second), values);
    }

    private Excerpt told(int second, long after) {
        return history.after(after, START.plusSeconds(second));
    }

    private static long[] seconds(int... seconds) {
        return java.util.Arrays.stream(seconds)
                .mapToLong(second -> START.plusSeconds(second).toEpochMilli())
                .toArray();
    }

    @Test
    void atFirstThereIsNothing() {
        assertThat(told(0, 0).times()).isEmpty();
    }

    @Test
    void whatWasNotKnownAtAMomentIsAGap() {
        at(0, Map.of(A, 1.0));
        at(5, Map.of(B, 2.0));
        at(10, Map.of(A, 3.0));

        assertThat(told(10, 0).times()).isEqualTo(seconds(0, 5, 10));
        assertThat(told(10, 0).values().get(A)).containsExactly(1, Double.NaN, 3);
        assertThat(told(10, 0).values().get(B)).containsExactly(Double.NaN, 2, Double.NaN);
    }

    @Test
    void onlyTheLastIsKept() {
        for (int second = 0; second <= 100; second += 5) at(second, Map.of(A, (double) second));

        assertThat(told(100, 0).times()).isEqualTo(seconds(80, 85, 90, 95, 100));
        assertThat(told(100, 0).values().get(A)).containsExactly(80, 85, 90, 95, 100);
    }

    @Test
    void whatIsTooOldIsNotToldHoweverSeldomItWasLookedAt() {
        at(0, Map.of(A, 1.0));
        at(15, Map.of(A, 2.0));

        assertThat(told(25, 0).times()).isEqualTo(seconds(15));
    }

    @Test
    void whoHasTheBeginningGetsTheRest() {
        for (int second = 0; second <= 30; second += 5) at(second, Map.of(A, (double) second));

        assertThat(told(30, START.plusSeconds(20).toEpochMilli()).times())
                .isEqualTo(seconds(25, 30));
        assertThat(told(30, START.plusSeconds(30).toEpochMilli()).times()).isEmpty();
    }

    @Test
    void aClockThatIsSetBackTurnsNothingAround() {
        at(10, Map.of(A, 1.0));
        at(5, Map.of(A, 2.0));
        at(15, Map.of(A, 3.0));

        assertThat(told(15, 0).values().get(A)).containsExactly(1, 3);
    }

    @Test
    void thereAreNoMoreLinesThanItHasRoomFor() {
        Map<Line, Double> many = new HashMap<>();
        for (int i = 0; i < 10_000; i++) many.put(new Line("refusedPerSecond", "rule " + i), 1.0);
        at(0, many);

        assertThat(told(0, 0).values()).hasSize(History.MOST_LINES);
    }

    @Test
    void aSettingThatWantsTooMuchIsRefusedByName() {
        assertThatThrownBy(() -> new History(Duration.ofDays(1), Duration.ofSeconds(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT24H kept, a moment every PT5S")
                .hasMessageContaining("2000 moments");
        assertThatThrownBy(() -> new History(Duration.ofMinutes(1), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

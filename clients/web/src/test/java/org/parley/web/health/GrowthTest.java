package org.parley.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrowthTest {

    private static final Instant START = Instant.parse("2026-11-29T06:00:00Z");
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);
    private static final double FIRST = START.getEpochSecond() - 3_600.0;

    private final Growth growth = new Growth(Duration.ofSeconds(60));

    private void at(int second, double process, double count) {
        growth.take(START.plusSeconds(second), process, Map.of("a", count));
    }

    @Test
    void ofTheFirstLookNothingIsKnown() {
        at(0, FIRST, 5_000);

        assertThat(growth.perSecond("a", HALF_A_MINUTE)).isEmpty();
        assertThat(growth.lately("a")).isZero();
    }

    @Test
    void aRateIsTheMeanOfTheLastSeconds() {
        at(0, FIRST, 0);
        at(30, FIRST, 900);
        at(45, FIRST, 930);
        at(60, FIRST, 960);

        assertThat(growth.perSecond("a", HALF_A_MINUTE)).hasValue(2);
        assertThat(growth.lately("a")).isEqualTo(960);
    }

    @Test
    void aProcessThatStartedAnewCountsFromZero() {
        at(0, FIRST, 1_000);
        at(10, FIRST, 1_010);
        at(20, START.getEpochSecond() + 15, 20);

        assertThat(growth.perSecond("a", HALF_A_MINUTE)).hasValue(1.5);
    }

    @Test
    void soDoesOneThatDoesNotSayWhenItStarted() {
        at(0, 0, 1_000);
        at(10, 0, 20);

        assertThat(growth.perSecond("a", HALF_A_MINUTE)).hasValue(2);
    }

    @Test
    void severalBehindOneAddressAreNoRestarts() {
        double second = FIRST + 60;
        at(0, FIRST, 1_000);
        at(5, second, 500_000);
        at(10, FIRST, 1_010);
        at(15, second, 500_020);
        at(20, FIRST, 1_030);

        assertThat(growth.lately("a")).isEqualTo(10 + 20 + 20);
    }

    @Test
    void aCounterThatAppearsBeganAtZero() {
        growth.take(START, FIRST, Map.of("a", 1.0));
        growth.take(START.plusSeconds(10), FIRST, Map.of("a", 1.0, "b", 5.0));

        assertThat(growth.perSecond("b", HALF_A_MINUTE)).hasValue(0.5);
    }

    @Test
    void afterALongSilenceItBeginsAnew() {
        at(0, FIRST, 0);
        at(600, FIRST, 60_000);
        assertThat(growth.perSecond("a", HALF_A_MINUTE)).isEmpty();

        at(610, FIRST, 60_010);
        assertThat(growth.perSecond("a", HALF_A_MINUTE)).hasValue(1);
    }
}

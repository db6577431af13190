package org.parley.push.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofDays(3));

    private final Backoff least = backoff(0);
    private final Backoff most = backoff(1);

    private static Backoff backoff(double random) {
        return new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(10), () -> random);
    }

    @Test
    void eachPauseIsTwiceTheOneBeforeUpToTheLongest() {
        assertThat(most.next(1, Optional.empty(), NOW, END)).contains(NOW.plusSeconds(2));
        assertThat(most.next(2, Optional.empty(), NOW, END)).contains(NOW.plusSeconds(4));
        assertThat(most.next(5, Optional.empty(), NOW, END)).contains(NOW.plusSeconds(32));
        assertThat(most.next(1_000, Optional.empty(), NOW, END)).contains(NOW.plusSeconds(600));
    }

    @Test
    void halfOfItIsLeftToChance() {
        assertThat(least.next(2, Optional.empty(), NOW, END)).contains(NOW.plusSeconds(2));
        assertThat(backoff(0.5).next(2, Optional.empty(), NOW, END)).contains(NOW.plusSeconds(3));
    }

    @Test
    void whatAVendorAsksForIsWhatItGets() {
        assertThat(most.next(9, Optional.of(Duration.ofSeconds(7)), NOW, END))
                .contains(NOW.plusSeconds(7));
        assertThat(most.next(1, Optional.of(Duration.ofHours(1)), NOW, END))
                .contains(NOW.plusSeconds(3_600));
        assertThat(most.next(1, Optional.of(Duration.ZERO), NOW, END)).contains(NOW.plusSeconds(2));
    }

    @Test
    void nothingIsTriedAfterItsTime() {
        assertThat(most.next(1, Optional.empty(), NOW, NOW.plusSeconds(2))).isEmpty();
        assertThat(most.next(1, Optional.empty(), NOW, NOW.plusSeconds(3))).isPresent();
        assertThat(most.next(1, Optional.of(Duration.ofDays(4)), NOW, END)).isEmpty();
    }
}

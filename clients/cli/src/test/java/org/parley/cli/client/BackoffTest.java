package org.parley.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {

    private final Backoff backoff =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), new Random(7));

    @ParameterizedTest
    @CsvSource({"1,250,500", "2,500,1000", "3,1000,2000", "7,15000,30000"})
    void doublesWithAJitterOfHalf(int failures, long least, long most) {
        for (int i = 0; i < 100; i++)
            assertThat(backoff.after(failures).toMillis()).isBetween(least, most);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 64, 1_000_000})
    void neverExceedsTheLimitHoweverOftenItFailed(int failures) {
        assertThat(backoff.after(failures)).isLessThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void attemptsDoNotComeInStep() {
        assertThat(backoff.after(5)).isNotEqualTo(backoff.after(5));
    }
}

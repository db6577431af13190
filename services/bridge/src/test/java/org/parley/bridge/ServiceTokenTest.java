package org.parley.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceTokenTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    @ParameterizedTest
    @CsvSource({"300, 270", "31, 1", "30, 20", "9, 6", "0, 0", "-5, 0"})
    void isRenewedAMarginBeforeItsEndOrAfterTwoThirdsOfAShortLife(long life, long after) {
        ServiceToken token = new ServiceToken("t", Optional.of(NOW.plusSeconds(life)));

        assertThat(token.renewAfter(NOW, Duration.ofSeconds(30)))
                .contains(Duration.ofSeconds(after));
    }

    @Test
    void isNotShownInLogs() {
        assertThat(new ServiceToken("secret", Optional.empty()))
                .asString()
                .doesNotContain("secret");
    }
}

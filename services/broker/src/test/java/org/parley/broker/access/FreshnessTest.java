package org.parley.broker.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.parley.broker.access.Freshness.State;
import org.parley.broker.fixture.FixedClock;

class FreshnessTest {

    private static final Instant NOW = new FixedClock().instant();

    private final FixedClock clock = new FixedClock();
    private final Freshness freshness = new Freshness(clock);

    @Test
    void nothingIsKnownAtFirst() {
        freshness.waitsFor("Kafka");
        assertThat(freshness.state()).isEqualTo(new State.Unknown("Kafka"));
        assertThat(freshness.age()).isEmpty();
    }

    @Test
    void withoutTheLogItIsAsOldAsWhenItWasLastRight() {
        assertThat(freshness.live()).isTrue();
        clock.pass(Duration.ofSeconds(5));
        assertThat(freshness.live()).isFalse();
        clock.pass(Duration.ofSeconds(60));
        assertThat(freshness.waitsFor("Kafka")).isTrue();
        assertThat(freshness.waitsFor("Kafka")).isFalse();
        assertThat(freshness.state()).isEqualTo(new State.Stale(NOW.plusSeconds(5), "Kafka"));
        assertThat(freshness.age()).contains(Duration.ofSeconds(60));
    }

    @Test
    void whatIsRememberedIsStaleUntilTheLogWasRead() {
        freshness.rightUntil(NOW.minusSeconds(3_600));
        assertThat(freshness.age()).contains(Duration.ofHours(1));
        freshness.live();
        assertThat(freshness.state()).isEqualTo(new State.Live());
        assertThat(freshness.age()).contains(Duration.ZERO);
    }
}

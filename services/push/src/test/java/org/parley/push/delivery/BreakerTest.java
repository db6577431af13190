package org.parley.push.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private Instant now = Instant.parse("2026-11-23T08:00:00Z");
    private final Breaker breaker = new Breaker(3, Duration.ofSeconds(5), Duration.ofSeconds(15));

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.starts();
            breaker.failed(now);
        }
    }

    private void after(int seconds) {
        now = now.plusSeconds(seconds);
    }

    @Test
    void fewFailuresChangeNothing() {
        fail(2);
        assertThat(breaker.allows(10, now)).isEqualTo(10);
        breaker.succeeded();
        fail(2);
        assertThat(breaker.allows(10, now)).isEqualTo(10);
    }

    @Test
    void aVendorThatFailsIsLeftAlone() {
        fail(3);
        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.allows(10, now)).isZero();
        after(4);
        assertThat(breaker.allows(10, now)).isZero();
    }

    @Test
    void oneRequestFindsOutWhetherItIsBack() {
        fail(3);
        after(5);
        assertThat(breaker.allows(10, now)).isEqualTo(1);
        breaker.starts();
        assertThat(breaker.allows(10, now)).isZero();
        breaker.succeeded();
        assertThat(breaker.allows(10, now)).isEqualTo(10);
    }

    @Test
    void eachPauseIsTwiceTheOneBeforeUpToTheLongest() {
        fail(3);
        after(5);
        fail(1);
        after(9);
        assertThat(breaker.allows(1, now)).isZero();
        after(1);
        assertThat(breaker.allows(1, now)).isEqualTo(1);
        fail(1);
        after(14);
        assertThat(breaker.allows(1, now)).isZero();
        after(1);
        assertThat(breaker.allows(1, now)).isEqualTo(1);
    }

    @Test
    void thoseThatWereUnderWayWhenItOpenedMakeNoDifference() {
        fail(3);
        breaker.failed(now);
        breaker.failed(now);
        after(5);
        assertThat(breaker.allows(10, now)).isEqualTo(1);
    }

    @Test
    void itStartsAnewOnceItWasBack() {
        fail(3);
        after(5);
        fail(1);
        after(10);
        breaker.starts();
        breaker.succeeded();
        fail(3);
        after(5);
        assertThat(breaker.allows(10, now)).isEqualTo(1);
    }
}

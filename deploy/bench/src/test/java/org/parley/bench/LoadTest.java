package org.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoadTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void aRateSaysHowManyAreDue() {
        assertThat(new Load(400, 20, true).due(SECOND / 2)).isBetween(200L, 201L);
    }

    @Test
    void whoIsLateIsBehind() {
        assertThat(new Load(400, 20, true).behind(SECOND, 300)).isBetween(100L, 101L);
    }

    @Test
    void flatOutIsNeverBehind() {
        assertThat(new Load(0, 20, true).behind(SECOND, 0)).isZero();
    }

    @Test
    void aFullWindowHasNoRoomUntilTheMilestone() {
        Ledger ledger = new Ledger();
        ledger.publish(0);
        ledger.acknowledged(1, 0);

        assertThat(new Load(0, 1, true).hasRoom(ledger)).isFalse();
        assertThat(new Load(0, 1, false).hasRoom(ledger)).isTrue();

        ledger.stored(1, 0);
        assertThat(new Load(0, 1, true).hasRoom(ledger)).isTrue();
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Load(-1, 20, true)).hasMessage("rate -1 is less than 0");
        assertThatThrownBy(() -> new Load(1, 0, true)).hasMessage("window 0 is less than 1");
    }
}

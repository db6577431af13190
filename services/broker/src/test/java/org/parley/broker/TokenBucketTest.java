package org.parley.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private final AtomicLong nanos = new AtomicLong();
    private final TokenBucket bucket = new TokenBucket(new BrokerSettings.Rate(10, 3), nanos::get);

    @Test
    void aBurstIsAllowedAndThenNoMore() {
        assertThat(takenOf(5)).isEqualTo(3);
    }

    @Test
    void afterTheBurstItFillsAtTheRate() {
        takenOf(3);
        pass(Duration.ofMillis(99));
        assertThat(takenOf(5)).isZero();
        pass(Duration.ofMillis(101));
        assertThat(takenOf(5)).isEqualTo(2);
    }

    @Test
    void aLongPauseAllowsABurstAndNotMore() {
        takenOf(3);
        pass(Duration.ofDays(1));
        assertThat(takenOf(5)).isEqualTo(3);
    }

    @Test
    void itIsFullWhenNothingWasTakenLately() {
        assertThat(bucket.isFull()).isTrue();
        bucket.take();
        assertThat(bucket.isFull()).isFalse();
        pass(Duration.ofMillis(100));
        assertThat(bucket.isFull()).isTrue();
    }

    private int takenOf(int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) if (bucket.take()) taken++;
        return taken;
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}

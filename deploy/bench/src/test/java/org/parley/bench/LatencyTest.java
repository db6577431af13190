package org.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyTest {
    @Test
    void microsecondsBecomeMilliseconds() {
        Histogram micros = new Histogram(3);
        for (int ms = 1; ms <= 100; ms++) micros.recordValue(ms * 1000L);

        Latency latency = Latency.of(micros);

        assertThat(latency.count()).isEqualTo(100);
        assertThat(latency.p50()).isCloseTo(50, within(0.1));
        assertThat(latency.p90()).isCloseTo(90, within(0.1));
        assertThat(latency.p99()).isCloseTo(99, within(0.1));
        assertThat(latency.max()).isCloseTo(100, within(0.1));
    }

    @Test
    void nothingMeasuredIsZero() {
        assertThat(Latency.of(new Histogram(3))).isEqualTo(new Latency(0, 0, 0, 0, 0));
    }
}

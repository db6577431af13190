package org.parley.bench;

import org.HdrHistogram.Histogram;

/** In milliseconds. */
record Latency(long count, double p50, double p90, double p99, double max) {
    /** Of a histogram in microseconds. */
    static Latency of(Histogram micros) {
        return new Latency(
                micros.getTotalCount(),
                micros.getValueAtPercentile(50) / 1000.0,
                micros.getValueAtPercentile(90) / 1000.0,
                micros.getValueAtPercentile(99) / 1000.0,
                micros.getMaxValue() / 1000.0);
    }
}

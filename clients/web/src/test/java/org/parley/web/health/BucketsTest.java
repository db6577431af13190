package org.parley.web.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BucketsTest {

    private final Buckets buckets = new Buckets();

    @Test
    void withoutAnythingCountedThereIsNoQuantile() {
        assertThat(buckets.quantile(0.5)).isEmpty();
        buckets.add(0.1, 0);
        buckets.add(Double.POSITIVE_INFINITY, 0);
        assertThat(buckets.quantile(0.5)).isEmpty();
    }

    @Test
    void whatIsWithinABucketIsEvenlySpread() {
        buckets.add(0.1, 50);
        buckets.add(0.2, 90);
        buckets.add(1, 100);
        buckets.add(Double.POSITIVE_INFINITY, 100);

        assertThat(buckets.quantile(0.25).orElseThrow()).isCloseTo(0.05, within(1e-9));
        assertThat(buckets.quantile(0.5).orElseThrow()).isCloseTo(0.1, within(1e-9));
        assertThat(buckets.quantile(0.7).orElseThrow()).isCloseTo(0.15, within(1e-9));
        assertThat(buckets.quantile(0.99).orElseThrow()).isCloseTo(0.92, within(1e-9));
    }

    @Test
    void ofTheOpenBucketItsLowerBoundIsTold() {
        buckets.add(0.1, 1);
        buckets.add(10, 1);
        buckets.add(Double.POSITIVE_INFINITY, 100);

        assertThat(buckets.quantile(0.99)).hasValue(10);
    }
}

package org.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FanOutTest {
    private static final long MS = 1_000_000;

    private final FanOut fanOut = new FanOut(2);

    @Test
    void aMessageIsUnderWayUntilItReachedEverybody() {
        int n = fanOut.publish(0);
        fanOut.received(0, n, MS);
        assertThat(fanOut.underWay()).isEqualTo(1);
        assertThat(fanOut.hasReachedAll(n)).isFalse();
        fanOut.received(1, n, 2 * MS);
        assertThat(fanOut.underWay()).isZero();
        assertThat(fanOut.hasReachedAll(n)).isTrue();
    }

    @Test
    void deliveriesDuplicatesAndMissingOnesAreCounted() {
        int first = fanOut.publish(0);
        int second = fanOut.publish(0);
        fanOut.answered(first, true);
        fanOut.answered(second, true);
        fanOut.received(0, first, MS);
        fanOut.received(0, first, 2 * MS);
        fanOut.received(1, first, 3 * MS);
        fanOut.received(1, second, 5 * MS);
        FanOut.Result result = fanOut.result();
        assertThat(result.deliveries()).isEqualTo(3);
        assertThat(result.duplicates()).isEqualTo(1);
        assertThat(result.missing()).isEqualTo(1);
        assertThat(result.lastDelivery()).isEqualTo(5 * MS);
        assertThat(result.toReceived().max()).isBetween(4.9, 5.1);
    }

    @Test
    void whatWasSaidBeforeMeasuringDoesNotCount() {
        int before = fanOut.publish(0);
        fanOut.startMeasuring();
        int after = fanOut.publish(MS);
        fanOut.answered(before, true);
        fanOut.answered(after, true);
        fanOut.received(0, before, 2 * MS);
        fanOut.received(0, after, 2 * MS);
        fanOut.received(1, after, 2 * MS);
        assertThat(fanOut.result().sent()).isEqualTo(1);
        assertThat(fanOut.result().deliveries()).isEqualTo(2);
        assertThat(fanOut.result().missing()).isZero();
        assertThat(fanOut.underWay()).isZero();
    }

    @Test
    void whatSomebodyElseSaidIsNotOurs() {
        fanOut.received(0, 0, MS);
        fanOut.received(0, 7, MS);
        assertThat(fanOut.lastHeard(0)).isZero();
    }

    @Test
    void itKnowsWhatAMemberHeardOfWhatWasSaidLater() {
        int early = fanOut.publish(MS);
        int late = fanOut.publish(9 * MS);
        fanOut.received(1, early, 10 * MS);
        fanOut.received(1, late, 11 * MS);
        assertThat(fanOut.heardOfAfter(1, 5 * MS)).isEqualTo(1);
        assertThat(fanOut.heardOfAfter(0, 5 * MS)).isZero();
        assertThat(fanOut.lastHeard(1)).isEqualTo(11 * MS);
        assertThat(fanOut.newestHeard(1)).isEqualTo(9 * MS);
        assertThat(fanOut.newestHeard(0)).isZero();
        assertThat(fanOut.published(5 * MS)).isEqualTo(1);
    }

    @Test
    void aRefusedMessageIsNotWaitedFor() {
        int n = fanOut.publish(0);
        fanOut.answered(n, false);
        assertThat(fanOut.underWay()).isZero();
        assertThat(fanOut.result().refused()).isEqualTo(1);
    }
}

package org.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger();

    private static long ms(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private void publish(int messages) {
        for (int i = 0; i < messages; i++) ledger.publish(ms(0));
    }

    private Totals totals() {
        Totals totals = new Totals();
        ledger.addTo(totals);
        return totals;
    }

    @Test
    void messagesAreNumberedFromOne() {
        assertThat(ledger.publish(0)).isEqualTo(1);
        assertThat(ledger.publish(0)).isEqualTo(2);
    }

    @Test
    void eachStepIsCountedOnce() {
        publish(3);
        for (int n : new int[] {1, 2}) ledger.acknowledged(n, ms(1));
        for (int n : new int[] {1, 2, 3}) ledger.received(n, ms(1));
        ledger.stored(1, ms(1));

        assertThat(totals())
                .returns(3L, t -> t.sent)
                .returns(2L, t -> t.acknowledged)
                .returns(3L, t -> t.received)
                .returns(1L, t -> t.stored);
    }

    @Test
    void theSecondArrivalIsADuplicateAndNotOutOfOrder() {
        publish(2);
        for (int n : new int[] {1, 2, 1}) ledger.received(n, ms(1));

        assertThat(totals())
                .returns(2L, t -> t.received)
                .returns(1L, t -> t.duplicates)
                .returns(0L, t -> t.outOfOrder);
    }

    @Test
    void whatArrivesAfterALaterOneIsOutOfOrder() {
        publish(4);
        for (int n : new int[] {1, 4, 2, 3}) ledger.received(n, ms(1));

        assertThat(totals().outOfOrder).isEqualTo(2);
    }

    @Test
    void onlyWhatWasAcknowledgedCanBeLost() {
        publish(2);
        ledger.acknowledged(1, ms(1));

        assertThat(totals()).returns(1L, t -> t.lostLive).returns(1L, t -> t.withoutReceipt);
    }

    @Test
    void warmUpDoesNotCount() {
        publish(2);
        ledger.received(2, ms(500));
        ledger.received(1, ms(500));
        ledger.startMeasuring();
        publish(1);
        ledger.received(3, ms(3));

        Totals totals = totals();
        assertThat(totals)
                .returns(1L, t -> t.sent)
                .returns(1L, t -> t.received)
                .returns(0L, t -> t.outOfOrder);
        assertThat(Latency.of(totals.toReceived).max()).isBetween(2.9, 3.1);
    }

    @Test
    void numbersNeverSentAreIgnored() {
        publish(1);
        for (int n : new int[] {-1, 0, 2}) ledger.stored(n, ms(1));

        assertThat(totals().stored).isZero();
    }

    @Test
    void onlyWhatIsOldAndNotStoredIsRepeated() {
        publish(3);
        ledger.stored(2, ms(1));
        ledger.publish(ms(90));

        assertThat(ledger.nextToRepeat(0, ms(50), ms(100))).isEqualTo(1);
        assertThat(ledger.nextToRepeat(1, ms(50), ms(100))).isEqualTo(3);
        assertThat(ledger.nextToRepeat(3, ms(50), ms(100))).isZero();
        assertThat(totals().repeats).isEqualTo(2);
    }

    @Test
    void aRepeatIsNotRepeatedAtOnceAgain() {
        publish(1);
        ledger.nextToRepeat(0, ms(50), ms(100));

        assertThat(ledger.nextToRepeat(0, ms(60), ms(110))).isZero();
        assertThat(ledger.nextToRepeat(0, ms(110), ms(160))).isEqualTo(1);
    }

    @Test
    void latencyCountsFromTheFirstTry() {
        publish(1);
        ledger.nextToRepeat(0, ms(50), ms(100));
        ledger.stored(1, ms(120));

        assertThat(Latency.of(totals().toStored).max()).isBetween(119.0, 121.0);
    }

    @Test
    void aRefusalIsAnAnswerThatARepeatMayImprove() {
        publish(1);
        ledger.refused(1);

        assertThat(ledger.unanswered()).isZero();
        assertThat(totals()).returns(0L, t -> t.acknowledged).returns(1L, t -> t.refusals);

        ledger.acknowledged(1, ms(1));
        assertThat(ledger.unanswered()).isZero();
        assertThat(totals().acknowledged).isEqualTo(1);
    }

    @Test
    void itIsSettledOnceAllHasArrivedAndIsStored() {
        publish(1);
        ledger.stored(1, ms(1));
        assertThat(ledger.isSettled()).isFalse();

        ledger.received(1, ms(1));
        assertThat(ledger.isSettled()).isTrue();
    }

    @Test
    void itGrowsWithTheRun() {
        publish(10_000);
        for (int n = 1; n <= 10_000; n++) ledger.stored(n, ms(1));

        assertThat(totals().stored).isEqualTo(10_000);
        assertThat(ledger.unstored()).isZero();
    }
}

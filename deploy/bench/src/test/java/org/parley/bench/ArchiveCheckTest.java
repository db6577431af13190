package org.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArchiveCheckTest {
    private final Ledger ledger = new Ledger();
    private final ArchiveCheck check = new ArchiveCheck();

    private static List<ArchiveCheck.Row> rows(int... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(n -> new ArchiveCheck.Row(n, nanos(10), nanos(40)))
                .toList();
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** 1 and 2 are warm-up; 3 to 5 are measured and acknowledged. */
    @BeforeEach
    void publish() {
        for (int n = 1; n <= 5; n++) {
            if (n == 3) ledger.startMeasuring();
            ledger.publish(nanos(0));
            ledger.acknowledged(n, nanos(1));
        }
    }

    @Test
    void eachMeasuredMessageIsOneRow() {
        check.conversation(ledger, rows(1, 2, 3, 4, 5));

        assertThat(check.found())
                .returns(3L, ArchiveCheck.Found::unique)
                .returns(0L, ArchiveCheck.Found::duplicates)
                .returns(0L, ArchiveCheck.Found::outOfOrder)
                .returns(0L, ArchiveCheck.Found::lost);
    }

    @Test
    void aSecondRowIsADuplicate() {
        check.conversation(ledger, rows(3, 4, 3, 5));

        assertThat(check.found())
                .returns(3L, ArchiveCheck.Found::unique)
                .returns(1L, ArchiveCheck.Found::duplicates)
                .returns(0L, ArchiveCheck.Found::outOfOrder);
    }

    @Test
    void positionsThatDoNotFollowTheSenderAreOutOfOrder() {
        check.conversation(ledger, rows(5, 3, 4));

        assertThat(check.found().outOfOrder()).isEqualTo(2);
    }

    @Test
    void acknowledgedAndInNoRowIsLost() {
        check.conversation(ledger, rows(3));

        assertThat(check.found().lost()).isEqualTo(2);
    }

    @Test
    void latencyIsFromPublishToTheServersOwnStamps() {
        check.conversation(ledger, rows(3));

        assertThat(check.found().toBridge().p50()).isBetween(9.9, 10.1);
        assertThat(check.found().toArchived().p50()).isBetween(39.9, 40.1);
    }
}

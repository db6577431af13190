package org.parley.cli.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.cli.Samples.ALICE_BOB;
import static org.parley.cli.Samples.BOB;
import static org.parley.cli.Samples.NOW;
import static org.parley.cli.Samples.archived;
import static org.parley.cli.Samples.message;
import static org.parley.cli.Samples.numbered;
import static org.parley.cli.Samples.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.cli.conversation.GapWatch.Gap;
import org.parley.cli.conversation.GapWatch.Stream;

class GapWatchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Stream PHONE = new Stream(ALICE_BOB, "bob", "phone");

    private final GapWatch watch = new GapWatch();

    @Test
    void countingOnIsNoGap() {
        assertThat(seen(4)).isFalse();
        assertThat(seen(5)).isFalse();
        assertThat(watch.isEmpty()).isTrue();
    }

    @Test
    void aSkippedNumberIsAGapAtOnceAndReportedAfterAWhile() {
        seen(1);
        assertThat(seen(4)).isTrue();
        assertThat(watch.overdue(PATIENCE, NOW.plusSeconds(4))).isEmpty();
        assertThat(watch.overdue(PATIENCE, NOW.plusSeconds(6)))
                .containsExactly(new Gap(PHONE, 2, 3));
    }

    @Test
    void aGapIsReportedOnce() {
        seen(1);
        seen(3);
        assertThat(watch.overdue(PATIENCE, NOW.plusSeconds(6))).hasSize(1);
        assertThat(watch.overdue(PATIENCE, NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void whatArrivesLateClosesItsPartOfTheGap() {
        seen(1);
        seen(6);
        seen(3);
        assertThat(watch.overdue(PATIENCE, NOW.plusSeconds(6)))
                .containsExactly(new Gap(PHONE, 2, 2), new Gap(PHONE, 4, 5));
    }

    @Test
    void repeatsAreNoGap() {
        for (int n : List.of(1, 2, 1, 2, 3)) assertThat(seen(n)).isFalse();
        assertThat(watch.isEmpty()).isTrue();
    }

    @Test
    void devicesCountForThemselves() {
        seen(7);
        assertThat(watch.seen(numbered(BOB, "laptop", 1), NOW)).isFalse();
    }

    @Test
    void aRemovedMessageExplainsOneMissingNumber() {
        seen(1);
        seen(3);
        ObjectNode tombstone = archived(message(BOB, 77, "x"), 9).toJson();
        tombstone.put("removed", "deleted").remove("payload");
        watch.seen(view(tombstone), NOW);
        assertThat(watch.overdue(PATIENCE, NOW.plusSeconds(6))).isEmpty();
    }

    @Test
    void whatWasMissingBeforeIsNotReportedAgain() {
        watch.startBehind(numbered(BOB, "phone", 1));
        watch.startBehind(numbered(BOB, "phone", 9));
        assertThat(seen(10)).isFalse();
        assertThat(watch.isEmpty()).isTrue();
    }

    private boolean seen(long n) {
        return watch.seen(numbered(BOB, "phone", n), NOW);
    }
}

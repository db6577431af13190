package org.parley.archive.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.archive.Said;

class WatermarksTest {

    @Test
    void onlyTheHighestOfABatchIsWritten() {
        assertThat(Watermarks.highest(List.of(mark("delivered", 5), mark("delivered", 3))))
                .extracting(Watermarks.Mark::position)
                .containsExactly(5L);
    }

    @Test
    void whatIsReadIsDelivered() {
        assertThat(Watermarks.highest(List.of(mark("delivered", 5), mark("read", 7))))
                .extracting(Watermarks.Mark::state, Watermarks.Mark::position)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("delivered", 7L),
                        org.assertj.core.groups.Tuple.tuple("read", 7L));
    }

    private static Watermarks.Mark mark(String state, long position) {
        return new Watermarks.Mark(
                "alice_bob", "bob", state, Said.freshId(), position, Instant.EPOCH, Instant.EPOCH);
    }
}

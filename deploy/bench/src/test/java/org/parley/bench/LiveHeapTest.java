package org.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveHeapTest {
    @Test
    void theTotalOfAHistogramIsRead() {
        String histogram =
                """
                 num     #instances         #bytes  class name (module)
                   1:         21000        2000000  [B (java.base@25)
                Total         50000        4096000
                """;

        assertThat(LiveHeap.bytes(histogram)).isEqualTo(4_096_000);
    }
}

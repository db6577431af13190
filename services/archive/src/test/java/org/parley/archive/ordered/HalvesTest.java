package org.parley.archive.ordered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HalvesTest {

    private final List<Integer> written = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    @Test
    void onlyThePoisonIsRefusedAndTheRestKeepsItsOrder() throws Exception {
        write(IntStream.range(0, 500).boxed().toList(), List.of(3, 250, 251));

        assertThat(written).hasSize(497).isSorted().doesNotContain(3, 250, 251);
        assertThat(refused).containsExactly("3 is odd", "250 is odd", "251 is odd");
    }

    @Test
    void aFailureOfOurOwnCodeIsBlamedOnTheItemsToo() throws Exception {
        Halves.write(
                List.of(1, 2),
                some -> {
                    if (some.contains(2)) throw new NullPointerException();
                    written.addAll(some);
                },
                (item, reason) -> refused.add(item + ": " + reason));

        assertThat(written).containsExactly(1);
        assertThat(refused)
                .containsExactly("2: the archive cannot handle it: NullPointerException");
    }

    @Test
    void anythingElseIsTheCallersToRepeat() {
        assertThatThrownBy(() ->
                        Halves.write(
                                List.of(1, 2),
                                some -> {
                                    throw new IOException("away");
                                },
                                (item, reason) -> refused.add(reason)))
                .isInstanceOf(IOException.class);
        assertThat(refused).isEmpty();
    }

    private void write(List<Integer> items, List<Integer> poison) throws Exception {
        Halves.write(
                items,
                some -> {
                    for (Integer item : some)
                        if (poison.contains(item)) throw new RefusedException("is odd");
                    written.addAll(some);
                },
                (item, reason) -> refused.add(item + " " + reason));
    }
}

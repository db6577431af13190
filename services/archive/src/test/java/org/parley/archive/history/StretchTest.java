package org.parley.archive.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StretchTest {

    private record Item(long number, String source) implements Stretch.Numbered {}

    private static List<Item> items(String source, long... numbers) {
        return Arrays.stream(numbers).mapToObj(n -> new Item(n, source)).toList();
    }

    private static Stretch<Item> cut(int share, int size, List<Item> one, List<Item> other) {
        List<Item> all = new ArrayList<>(one);
        all.addAll(other);
        return Stretch.cut(all, Map.of(), share, size);
    }

    @Test
    void whatSourcesGaveIsPutInOrder() {
        Stretch<Item> cut = cut(5, 9, items("a", 1, 4), items("b", 2, 3));
        assertThat(cut.items()).extracting(Item::number).containsExactly(1L, 2L, 3L, 4L);
        assertThat(cut.more()).isFalse();
    }

    @Test
    void nothingBeyondWhatASourceMayHoldBackIsGiven() {
        Stretch<Item> cut = cut(2, 9, items("a", 1, 3), items("b", 7));
        assertThat(cut.items()).extracting(Item::number).containsExactly(1L, 3L);
        assertThat(cut.more()).isTrue();
    }

    @Test
    void noMoreThanAPageIsGiven() {
        Stretch<Item> cut = cut(9, 3, items("a", 1, 3), items("b", 2, 4));
        assertThat(cut.items()).extracting(Item::number).containsExactly(1L, 2L, 3L);
        assertThat(cut.more()).isTrue();
    }

    @Test
    void pagesOfAnySharesMeetEachItemOnceAndInOrder() {
        Random random = new Random(42);
        List<Item> all = new ArrayList<>();
        for (int n = 1; n <= 500; n++)
            all.add(new Item(n, "c" + (int) Math.pow(random.nextInt(10), 2)));
        for (int share = 1; share < 8; share++)
            assertThat(readAll(all, share, 7)).as("share %d", share).isEqualTo(all);
    }

    private static List<Item> readAll(List<Item> all, int share, int size) {
        List<Item> read = new ArrayList<>();
        boolean more = true;
        while (more) {
            long after = read.isEmpty() ? 0 : read.getLast().number();
            List<Item> offered = new ArrayList<>();
            for (String source : all.stream().map(Item::source).distinct().toList())
                all.stream()
                        .filter(item -> item.source().equals(source) && item.number() > after)
                        .sorted(Comparator.comparingLong(Item::number))
                        .limit(share)
                        .forEach(offered::add);
            Stretch<Item> page = Stretch.cut(offered, Map.of(), share, size);
            read.addAll(page.items());
            more = page.more();
        }
        return read;
    }
}

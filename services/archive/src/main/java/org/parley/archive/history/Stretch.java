package org.parley.archive.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parley.archive.history.Stretch.Numbered;

/**
 * One page of a sync, cut from what each source had to offer.
 *
 * <p>A source (a conversation, or all receipts) gives its first rows after the cursor, up to its
 * share. One that gave its whole share may have more right after its last row, so nothing beyond
 * that row may be handed out yet: else the cursor would pass over what it holds back.
 *
 * @param items in ascending order
 * @param more whether the next page has something
 */
record Stretch<T extends Numbered>(List<T> items, boolean more) {

    /** Where an item stands in the one order of everything, and who gave it. */
    interface Numbered {
        long number();

        String source();
    }

    static <T extends Numbered> Stretch<T> cut(
            List<T> offered, Map<String, Integer> shares, int usualShare, int size) {
        long end = end(offered, shares, usualShare);
        List<T> safe =
                offered.stream()
                        .filter(item -> item.number() <= end)
                        .sorted((a, b) -> Long.compare(a.number(), b.number()))
                        .toList();
        boolean tooMany = safe.size() > size;
        return new Stretch<>(
                tooMany ? safe.subList(0, size) : safe, tooMany || end < Long.MAX_VALUE);
    }

    /** The last number up to which every source has given all it has. */
    private static <T extends Numbered> long end(
            List<T> offered, Map<String, Integer> shares, int usualShare) {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, Long> lasts = new HashMap<>();
        for (T item : offered) {
            counts.merge(item.source(), 1, Integer::sum);
            lasts.merge(item.source(), item.number(), Math::max);
        }
        return counts.entrySet().stream()
                .filter(given ->
                        given.getValue() >= shares.getOrDefault(given.getKey(), usualShare))
                .map(given -> lasts.getOrDefault(given.getKey(), Long.MAX_VALUE))
                .min(Long::compare)
                .orElse(Long.MAX_VALUE);
    }
}

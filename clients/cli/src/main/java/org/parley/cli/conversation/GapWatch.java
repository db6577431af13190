package org.parley.cli.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.parley.contracts.ConversationId;

/**
 * Watches the counters that devices put on their messages, and finds what never came. The first
 * number seen of a device is where watching starts. Not thread-safe.
 */
public final class GapWatch {

    /** One device of one person in one conversation: its messages are numbered. */
    public record Stream(ConversationId conversation, String from, String device) {}

    /** Numbers that are missing, both ends included. */
    public record Gap(Stream stream, long first, long last) {}

    private record Sender(ConversationId conversation, String from) {}

    private record Missing(long last, Instant since) {}

    /** Removed messages have lost their numbers: each may explain one that is missing. */
    private final Map<Sender, Long> erased = new HashMap<>();

    private final Map<Stream, Long> highest = new HashMap<>();
    private final Map<Stream, NavigableMap<Long, Missing>> missing = new HashMap<>();

    /** A message that was known before watching began: what is missing before it is old news. */
    public void startBehind(Message message) {
        streamOf(message)
                .ifPresent(stream -> highest.merge(stream, message.n().orElseThrow(), Math::max));
    }

    /** Takes a message; whether numbers before it are newly missing. */
    public boolean seen(Message message, Instant now) {
        if (message.removed()) erased.merge(sender(message), 1L, Long::sum);
        return streamOf(message)
                .map(stream -> seen(stream, message.n().orElseThrow(), now))
                .orElse(false);
    }

    private static Optional<Stream> streamOf(Message message) {
        if (message.n().isEmpty()) return Optional.empty();
        return message.device()
                .map(device -> new Stream(message.conversation(), message.from(), device));
    }

    private static Sender sender(Message message) {
        return new Sender(message.conversation(), message.from());
    }

    private boolean seen(Stream stream, long n, Instant now) {
        long before = highest.getOrDefault(stream, n - 1);
        if (n <= before) {
            close(stream, n);
            return false;
        }
        highest.put(stream, n);
        if (n == before + 1) return false;
        open(stream).put(before + 1, new Missing(n - 1, now));
        return true;
    }

    private NavigableMap<Long, Missing> open(Stream stream) {
        return missing.computeIfAbsent(stream, _ -> new TreeMap<>());
    }

    private void close(Stream stream, long n) {
        var entry = open(stream).floorEntry(n);
        if (entry == null || entry.getValue().last() < n) return;
        open(stream).remove(entry.getKey());
        Instant since = entry.getValue().since();
        long last = entry.getValue().last();
        if (entry.getKey() < n) open(stream).put(entry.getKey(), new Missing(n - 1, since));
        if (n < last) open(stream).put(n + 1, new Missing(last, since));
    }

    public boolean isEmpty() {
        return missing.values().stream().allMatch(Map::isEmpty);
    }

    /**
     * Gaps that stayed open that long although the archive was asked; each is reported once, and
     * watched no more.
     */
    public List<Gap> overdue(Duration patience, Instant now) {
        List<Gap> overdue = new ArrayList<>();
        missing.forEach((stream, gaps) -> collect(stream, gaps, now.minus(patience), overdue));
        return overdue.stream().filter(gap -> !isExplained(gap)).toList();
    }

    private boolean isExplained(Gap gap) {
        Sender sender = new Sender(gap.stream().conversation(), gap.stream().from());
        long left = erased.getOrDefault(sender, 0L) - (gap.last() - gap.first() + 1);
        if (left < 0) return false;
        erased.put(sender, left);
        return true;
    }

    private static void collect(
            Stream stream, NavigableMap<Long, Missing> gaps, Instant before, List<Gap> overdue) {
        Iterator<Map.Entry<Long, Missing>> all = gaps.entrySet().iterator();
        while (all.hasNext()) {
            var gap = all.next();
            if (gap.getValue().since().isAfter(before)) continue;
            overdue.add(new Gap(stream, gap.getKey(), gap.getValue().last()));
            all.remove();
        }
    }
}

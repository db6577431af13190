package org.parley.cli.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.parley.cli.conversation.GapWatch.Stream;
import org.parley.cli.conversation.Message;
import org.parley.cli.verify.Report.Difference;
import org.parley.cli.verify.Report.Line;
import org.parley.contracts.ConversationId;
import org.parley.contracts.DeviceId;
import org.parley.contracts.MessageId;

/**
 * Whether the archive has every stored message of this machine exactly once, as it was sent, and
 * whether the counters of all devices are without gaps.
 */
public final class Comparison {

    private record Key(ConversationId conversation, DeviceId device) {}

    private final List<Sent> sent;
    private final Map<MessageId, List<Message>> archived = new HashMap<>();
    private final Map<Stream, TreeMap<Long, MessageId>> numbers = new LinkedHashMap<>();
    private final Map<ConversationId, Map<String, Long>> erased = new HashMap<>();
    private final List<Difference> differences = new ArrayList<>();

    private Comparison(List<Sent> sent) {
        this.sent = sent;
    }

    /**
     * Compares.
     *
     * @param sent what this machine's devices sent
     * @param archive everything that the archive has of the same conversations
     */
    public static Report of(List<Sent> sent, List<Message> archive) {
        Comparison comparison = new Comparison(sent);
        archive.forEach(comparison::take);
        sent.forEach(comparison::check);
        comparison.explainRefused();
        comparison.numbers.forEach(comparison::findGaps);
        return new Report(comparison.lines(), List.copyOf(comparison.differences));
    }

    private void take(Message message) {
        archived.computeIfAbsent(message.id(), _ -> new ArrayList<>()).add(message);
        if (message.removed())
            erased.computeIfAbsent(message.conversation(), _ -> new HashMap<>())
                    .merge(message.from(), 1L, Long::sum);
        if (message.device().isEmpty() || message.n().isEmpty()) return;
        number(message, message.device().get(), message.n().get());
    }

    private void number(Message message, String device, long n) {
        Stream stream = new Stream(message.conversation(), message.from(), device);
        MessageId other =
                numbers.computeIfAbsent(stream, _ -> new TreeMap<>()).put(n, message.id());
        if (other != null && !other.equals(message.id()))
            report(
                    "number",
                    message.conversation(),
                    "number %d of %s is on two messages: %s and %s"
                            .formatted(n, device, other, message.id()));
    }

    private void check(Sent mine) {
        List<Message> there = copies(mine);
        Message message = mine.message();
        if (there.size() > 1)
            report(
                    "twice",
                    message.conversation(),
                    message.id() + " is there " + there.size() + " times");
        if (there.isEmpty() && mine.stored())
            report(
                    "missing",
                    message.conversation(),
                    message.id() + " was stored and is not there");
        if (!there.isEmpty() && mine.stored()) compare(message, there.getFirst());
    }

    private List<Message> copies(Sent mine) {
        return archived.getOrDefault(mine.message().id(), List.of()).stream()
                .filter(m -> m.conversation().equals(mine.message().conversation()))
                .filter(m -> m.from().equals(mine.message().from()))
                .toList();
    }

    private void compare(Message mine, Message archive) {
        if (!Objects.equals(mine.position(), archive.position()))
            report(
                    "position",
                    mine.conversation(),
                    "%s was stored at %s and is at %s"
                            .formatted(mine.id(), mine.position(), archive.position()));
        boolean changed = archive.edited() || archive.removed() || mine.edited() || mine.removed();
        if (!changed && !Objects.equals(mine.text(), archive.text()))
            report("text", mine.conversation(), mine.id() + " has another text there");
    }

    /** A message that was refused has a number, too. So has one that waits. */
    private void explainRefused() {
        for (Sent mine : sent) {
            if (mine.stored() || mine.message().n().isEmpty()) continue;
            Message message = mine.message();
            Stream stream =
                    new Stream(message.conversation(), message.from(), mine.device().value());
            numbers.computeIfAbsent(stream, _ -> new TreeMap<>())
                    .putIfAbsent(message.n().get(), message.id());
        }
    }

    private void findGaps(Stream stream, NavigableMap<Long, MessageId> known) {
        long missing = known.lastKey() - known.size();
        // A removed message has lost its number: each may explain one that is missing.
        Map<String, Long> inConversation = erased.getOrDefault(stream.conversation(), Map.of());
        long unexplained = missing - inConversation.getOrDefault(stream.from(), 0L);
        if (unexplained <= 0) return;
        report(
                "gap",
                stream.conversation(),
                "%s: %d of the numbers 1 to %d of %s are missing, first %d"
                        .formatted(
                                stream.from(),
                                missing,
                                known.lastKey(),
                                stream.device(),
                                firstMissing(known)));
    }

    private static long firstMissing(NavigableMap<Long, MessageId> known) {
        long expected = 1;
        for (long n : known.keySet()) {
            if (n != expected) return expected;
            expected++;
        }
        return expected;
    }

    private List<Line> lines() {
        Map<Key, List<Sent>> byDevice = new LinkedHashMap<>();
        for (Sent mine : sent)
            byDevice.computeIfAbsent(
                            new Key(mine.message().conversation(), mine.device()),
                            _ -> new ArrayList<>())
                    .add(mine);
        return byDevice.entrySet().stream().map(e -> line(e.getKey(), e.getValue())).toList();
    }

    private Line line(Key key, List<Sent> mine) {
        return new Line(
                key.conversation(),
                key.device(),
                mine.size(),
                mine.stream().filter(Sent::stored).count(),
                mine.stream().filter(m -> !copies(m).isEmpty()).count(),
                mine.stream().filter(Sent::waiting).count(),
                mine.stream().filter(Sent::refused).count());
    }

    private void report(String kind, ConversationId conversation, String text) {
        differences.add(new Difference(kind, conversation, text));
    }
}

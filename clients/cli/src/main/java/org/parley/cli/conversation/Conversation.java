package org.parley.cli.conversation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.ConversationId;
import org.parley.contracts.MessageId;
import org.parley.contracts.UserId;

/**
 * One conversation, converging from whatever arrives in whatever order: merged by id, ordered by
 * the archive's positions, those without one last, in the order of arrival. Not thread-safe.
 */
public final class Conversation {

    private record Entry(long arrival, Message message) {}

    /** A receipt that came before its message. */
    private record Early(String user, Reach reach) {}

    private static final Comparator<Entry> ORDER =
            Comparator.comparingLong(Conversation::rank).thenComparingLong(Entry::arrival);

    private final ConversationId id;
    private final String me;
    private final Map<MessageId, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Map<Reach, MessageId>> watermarks = new HashMap<>();
    private final Map<MessageId, List<Early>> early = new HashMap<>();
    private @Nullable List<Message> ordered;
    private Map<MessageId, Integer> places = Map.of();
    private long arrivals;

    public Conversation(ConversationId id, String me) {
        this.id = id;
        this.me = me;
    }

    private static long rank(Entry entry) {
        Long position = entry.message().position();
        return position == null ? Long.MAX_VALUE : position;
    }

    public ConversationId id() {
        return id;
    }

    public boolean knows(MessageId message) {
        return entries.containsKey(message);
    }

    public Optional<Message> find(MessageId message) {
        return Optional.ofNullable(entries.get(message)).map(Entry::message);
    }

    /**
     * Takes a message from anywhere; what the archive says of one replaces what came live.
     *
     * @return whether it was not known
     */
    public boolean merge(Message message) {
        Entry known = entries.get(message.id());
        if (known == null) {
            entries.put(message.id(), new Entry(arrivals++, message));
        } else if (message.position() != null) {
            Message newer = message.removed() ? message.numberedAs(known.message()) : message;
            entries.put(message.id(), new Entry(known.arrival(), newer));
        }
        ordered = null;
        for (Early receipt : early.getOrDefault(message.id(), List.of()))
            reached(receipt.user(), receipt.reach(), message.id());
        early.remove(message.id());
        return known == null;
    }

    /** The archive's number for a message that is known already; whether that is news. */
    public boolean stored(MessageId message, long position) {
        Entry known = entries.get(message);
        if (known == null || known.message().position() != null) return false;
        entries.put(message, new Entry(known.arrival(), known.message().at(position)));
        ordered = null;
        return true;
    }

    /** All of them, changes included, in order, each as it was sent. */
    public List<Message> ordered() {
        List<Message> known = ordered;
        if (known != null) return known;
        List<Message> sorted = entries.values().stream().sorted(ORDER).map(Entry::message).toList();
        Map<MessageId, Integer> index = new HashMap<>();
        for (int i = 0; i < sorted.size(); i++) index.put(sorted.get(i).id(), i);
        ordered = sorted;
        places = index;
        return sorted;
    }

    /** What a person sees: changes applied to what they change. */
    public List<Message> shown() {
        Map<MessageId, Message> shown = new LinkedHashMap<>();
        List<Message> changes = new ArrayList<>();
        for (Message message : ordered()) {
            if (message.changesAnother()) changes.add(message);
            else shown.put(message.id(), message);
        }
        for (Message change : changes)
            if (change.ref() != null)
                shown.computeIfPresent(change.ref(), (_, message) -> message.changedBy(change));
        return List.copyOf(shown.values());
    }

    /** The place of a message in {@link #ordered()}; -1 where it is not known. */
    private int place(@Nullable MessageId message) {
        ordered();
        return message == null ? -1 : places.getOrDefault(message, -1);
    }

    /**
     * Somebody received or read everything up to a message. A receipt that comes late moves nothing
     * back; one for a message that is not known yet holds once that arrives.
     *
     * @return my messages that are newly covered, oldest first
     */
    public List<MessageId> reached(String user, Reach reach, MessageId upTo) {
        int now = place(upTo);
        if (now < 0) {
            early.computeIfAbsent(upTo, _ -> new ArrayList<>()).add(new Early(user, reach));
            return List.of();
        }
        Map<Reach, MessageId> marks =
                watermarks.computeIfAbsent(user, _ -> new EnumMap<>(Reach.class));
        int before = place(marks.get(reach));
        if (now <= before) return List.of();
        marks.put(reach, upTo);
        return ordered().subList(before + 1, now + 1).stream()
                .filter(message -> message.from().equals(me))
                .map(Message::id)
                .toList();
    }

    /** How far a user got; empty where nothing is known. */
    public Optional<MessageId> watermark(String user, Reach reach) {
        return Optional.ofNullable(watermarks.getOrDefault(user, Map.of()).get(reach));
    }

    /** Whether a user got at least this far. */
    public boolean hasReached(String user, Reach reach, MessageId message) {
        int mark = place(watermark(user, reach).orElse(null));
        return mark >= 0 && mark >= place(message);
    }

    /** The newest message that somebody else sent. */
    public Optional<Message> lastFromOthers() {
        List<Message> all = ordered();
        for (int i = all.size() - 1; i >= 0; i--)
            if (isOfAnother(all.get(i))) return Optional.of(all.get(i));
        return Optional.empty();
    }

    private boolean isOfAnother(Message message) {
        return !message.from().equals(me) && !message.from().equals(UserId.SERVER);
    }

    /** How far one of my messages came; with several people, how far the first one got. */
    public Tick tick(MessageId message) {
        if (reachedByAnyone(Reach.READ, message)) return Tick.READ;
        if (reachedByAnyone(Reach.DELIVERED, message)) return Tick.DELIVERED;
        boolean stored = find(message).map(Message::position).isPresent();
        return stored ? Tick.STORED : Tick.WAITING;
    }

    private boolean reachedByAnyone(Reach reach, MessageId message) {
        return watermarks.keySet().stream()
                .filter(user -> !user.equals(me))
                .anyMatch(user -> hasReached(user, reach, message));
    }
}

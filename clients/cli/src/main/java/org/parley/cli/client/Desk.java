package org.parley.cli.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.parley.cli.conversation.Conversation;
import org.parley.cli.conversation.GapWatch;
import org.parley.cli.conversation.Message;
import org.parley.cli.conversation.Reach;
import org.parley.cli.outbox.Outbox;
import org.parley.cli.outbox.Queued;
import org.parley.cli.store.DeviceStore;
import org.parley.contracts.ConversationId;
import org.parley.contracts.MessageId;
import org.parley.contracts.UserId;

/**
 * What the device knows and what waits to be sent: takes facts from the live path and from the
 * archive alike, keeps them, and tells what is new. Belongs to the loop.
 */
final class Desk {

    /** A live message usually overtakes the archive's by less than this. */
    private static final Duration GAP_PATIENCE = Duration.ofSeconds(5);

    private static final int MOST_UNNAMED = 1_000;

    /** So long the archive may take to name a message; then it will not. */
    private static final Duration NAMING = Duration.ofSeconds(60);

    private record Nameless(Unnamed message, Instant since) {}

    private final UserId me;
    private final DeviceStore store;
    private final Outbox outbox;
    private final Clock clock;
    private final Consumer<ChatEvent> tell;
    private final GapWatch gaps = new GapWatch();
    private final Deque<Nameless> nameless = new ArrayDeque<>();

    Desk(UserId me, DeviceStore store, Outbox outbox, Clock clock, Consumer<ChatEvent> tell) {
        this.me = me;
        this.store = store;
        this.outbox = outbox;
        this.clock = clock;
        this.tell = tell;
        for (Conversation conversation : store.conversations())
            conversation.ordered().forEach(gaps::startBehind);
        // A crash between the two files: the outbox is written first.
        for (Queued queued : outbox.waiting())
            store.merge(Message.of(queued.id(), queued.topic(), queued.payload()));
    }

    Conversation conversation(ConversationId id) {
        return store.conversation(id);
    }

    Iterable<Conversation> conversations() {
        return store.conversations();
    }

    void queued(Queued queued) {
        Message message = Message.of(queued.id(), queued.topic(), queued.payload());
        store.merge(message);
        tell.accept(new ChatEvent.Queued(message));
    }

    /** Takes a message; whether numbers before it are newly missing. */
    boolean take(Message message, boolean live) {
        Optional<Message> before = store.conversation(message.conversation()).find(message.id());
        boolean fresh = store.merge(message);
        if (isMine(message.from()) && message.position() != null)
            tellStored(message, before, message.position());
        if (fresh) tellArrived(message, live);
        return gaps.seen(message, clock.instant());
    }

    private void tellStored(Message message, Optional<Message> before, long position) {
        boolean waited = outbox.done(message.id()).isPresent();
        boolean news = before.isPresent() && before.get().position() == null;
        if (waited || news)
            tell.accept(new ChatEvent.Stored(message.conversation(), message.id(), position));
    }

    private void tellArrived(Message message, boolean live) {
        Optional<Unnamed> shown = live ? Optional.empty() : named(message);
        tell.accept(
                shown.<ChatEvent>map(u -> new ChatEvent.Identified(u, message))
                        .orElseGet(() -> new ChatEvent.Arrived(message, live)));
    }

    private Optional<Unnamed> named(Message message) {
        for (Iterator<Nameless> all = nameless.iterator(); all.hasNext(); ) {
            Unnamed candidate = all.next().message();
            if (!candidate.fits(message)) continue;
            all.remove();
            return Optional.of(candidate);
        }
        return Optional.empty();
    }

    /** Shows a live message that cannot be merged; the next sync brings it again, with its id. */
    void takeUnnamed(Unnamed message) {
        if (nameless.size() == MOST_UNNAMED) nameless.removeFirst();
        nameless.addLast(new Nameless(message, clock.instant()));
        tell.accept(new ChatEvent.ArrivedUnnamed(message));
    }

    /** Whether the archive may be about to name a message. */
    boolean awaitsNames() {
        Instant newest = nameless.isEmpty() ? Instant.MIN : nameless.getLast().since();
        return newest.isAfter(clock.instant().minus(NAMING));
    }

    void stored(ConversationId conversation, MessageId id, long position) {
        boolean waited = outbox.done(id).isPresent();
        boolean news = store.stored(conversation, id, position);
        if (waited || news) tell.accept(new ChatEvent.Stored(conversation, id, position));
    }

    void reached(ConversationId conversation, String user, Reach reach, MessageId upTo) {
        List<MessageId> mine = store.reached(conversation, user, reach, upTo);
        if (!isMine(user) && !mine.isEmpty())
            tell.accept(new ChatEvent.Reached(conversation, user, reach, upTo, mine));
    }

    /** Nobody will ever take this message of ours. */
    void rejected(MessageId id, String kind, String reason) {
        if (outbox.done(id).isPresent())
            tell.accept(new ChatEvent.Notice(kind, reason, Optional.of(id)));
    }

    Optional<String> cursor() {
        return store.cursor();
    }

    void cursor(String next) {
        store.cursor(next);
    }

    /** Reports what is missing for good; whether there are gaps left that may still close. */
    boolean reportGaps() {
        for (GapWatch.Gap gap : gaps.overdue(GAP_PATIENCE, clock.instant()))
            tell.accept(new ChatEvent.Missed(gap));
        return !gaps.isEmpty();
    }

    void tell(ChatEvent event) {
        tell.accept(event);
    }

    boolean isMine(String user) {
        return me.value().equals(user);
    }
}

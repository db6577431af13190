package org.parley.cli.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.parley.cli.conversation.Conversation;
import org.parley.cli.conversation.Message;
import org.parley.cli.conversation.Reach;
import org.parley.cli.journal.Journal;
import org.parley.contracts.ConversationId;
import org.parley.contracts.MessageId;
import org.parley.contracts.UserId;

/**
 * All that a device knows, in memory and on disk. What a crash takes from the file's end, the
 * archive gives again: the cursor is written behind what it covers. Not thread-safe.
 */
public final class DeviceStore implements AutoCloseable {

    private final Knowledge known;
    private final Journal journal;

    public static DeviceStore open(Path file, UserId me) {
        return new DeviceStore(Journal.open(file), me);
    }

    private DeviceStore(Journal journal, UserId me) {
        this.journal = journal;
        this.known = new Knowledge(me);
        List<ObjectNode> records = journal.content().records();
        records.forEach(known::replay);
        List<ObjectNode> enough = known.records();
        if (records.size() > 2 * enough.size() + 1_000) journal.replaceAll(enough);
    }

    /** What is in a device's file now, whoever may be writing it. */
    public static List<Message> read(Path file, UserId me) {
        Knowledge known = new Knowledge(me);
        Journal.read(file).records().forEach(known::replay);
        return known.conversations().stream().flatMap(c -> c.ordered().stream()).toList();
    }

    public Conversation conversation(ConversationId id) {
        return known.conversation(id);
    }

    public Collection<Conversation> conversations() {
        return known.conversations();
    }

    /** Where the next sync goes on; empty for a device that never synced. */
    public Optional<String> cursor() {
        return known.cursor();
    }

    /** Keeps a message; whether it was not known. */
    public boolean merge(Message message) {
        Conversation conversation = conversation(message.conversation());
        Optional<Message> before = conversation.find(message.id());
        boolean fresh = conversation.merge(message);
        Message now = conversation.find(message.id()).orElse(message);
        if (!Optional.of(now).equals(before)) journal.append(Knowledge.message(now));
        return fresh;
    }

    /** Keeps the archive's number of a message; whether that is news. */
    public boolean stored(ConversationId conversation, MessageId id, long position) {
        boolean news = conversation(conversation).stored(id, position);
        if (news) journal.append(Knowledge.stored(conversation, id, position));
        return news;
    }

    /** Keeps how far somebody got; answers with my messages that are newly covered. */
    public List<MessageId> reached(
            ConversationId conversation, String user, Reach reach, MessageId upTo) {
        Optional<MessageId> before = conversation(conversation).watermark(user, reach);
        List<MessageId> covered = conversation(conversation).reached(user, reach, upTo);
        Optional<MessageId> after = conversation(conversation).watermark(user, reach);
        // One for a message that is not here yet is kept too: it holds once that arrives.
        boolean early = !conversation(conversation).knows(upTo);
        if (early || !after.equals(before)) {
            ObjectNode json = Knowledge.reached(conversation, user, reach, upTo);
            known.note(json);
            journal.append(json);
        }
        return covered;
    }

    public void cursor(String next) {
        if (cursor().equals(Optional.of(next))) return;
        known.goOnFrom(next);
        journal.append(Knowledge.cursor(next));
    }

    @Override
    public void close() {
        journal.close();
    }
}

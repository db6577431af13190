package org.parley.cli.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.cli.conversation.Conversation;
import org.parley.cli.conversation.Message;
import org.parley.cli.conversation.Reach;
import org.parley.cli.journal.Journal;
import org.parley.cli.json.Json;
import org.parley.contracts.ConversationId;
import org.parley.contracts.MessageId;
import org.parley.contracts.UserId;

/**
 * All that a device knows, in memory and on disk. What a crash takes from the file's end, the
 * archive gives again: the cursor is written behind what it covers. Not thread-safe.
 */
public final class DeviceStore implements AutoCloseable {

    private static final String MESSAGE = "message";
    private static final String STORED = "stored";
    private static final String REACHED = "reached";
    private static final String CURSOR = "cursor";

    private final UserId me;
    private final Map<ConversationId, Conversation> conversations = new LinkedHashMap<>();
    private final Map<String, ObjectNode> watermarks = new LinkedHashMap<>();
    private final Journal journal;
    private Optional<String> cursor = Optional.empty();

    public static DeviceStore open(Path file, UserId me) {
        return new DeviceStore(Journal.open(file), me);
    }

    private DeviceStore(Journal journal, UserId me) {
        this.journal = journal;
        this.me = me;
        List<ObjectNode> records = journal.content().records();
        records.forEach(this::replay);
        List<ObjectNode> kept = kept();
        if (records.size() > 2 * kept.size() + 1_000) journal.replaceAll(kept);
    }

    private void replay(ObjectNode json) {
        switch (json.path("kind").asText()) {
            case MESSAGE ->
                    Message.view(json).ifPresent(m -> conversation(m.conversation()).merge(m));
            case STORED -> {
                var conversation = conversation(json);
                var id = id(json, "id");
                if (conversation.isPresent() && id.isPresent())
                    conversation.get().stored(id.get(), json.path("position").asLong());
            }
            case REACHED -> replayReached(json);
            case CURSOR -> cursor = Json.text(json, "cursor");
            default -> {} // Written by a newer version: not ours to judge.
        }
    }

    private void replayReached(ObjectNode json) {
        Optional<Reach> reach = Json.text(json, "state").flatMap(Reach::parse);
        Optional<MessageId> upTo = id(json, "upTo");
        Optional<Conversation> conversation = conversation(json);
        if (reach.isEmpty() || upTo.isEmpty() || conversation.isEmpty()) return;
        String user = json.path("user").asText();
        conversation.get().reached(user, reach.get(), upTo.get());
        watermarks.put(conversation.get().id() + "/" + user + "/" + reach.get(), json);
    }

    private List<ObjectNode> kept() {
        List<ObjectNode> kept = new ArrayList<>();
        for (Conversation conversation : conversations.values())
            conversation.ordered().forEach(message -> kept.add(record(message)));
        kept.addAll(watermarks.values());
        cursor.ifPresent(c -> kept.add(record(c)));
        return kept;
    }

    private static ObjectNode record(Message message) {
        return message.toJson().put("kind", MESSAGE);
    }

    private static ObjectNode record(String cursor) {
        return Json.object().put("kind", CURSOR).put("cursor", cursor);
    }

    public Conversation conversation(ConversationId id) {
        return conversations.computeIfAbsent(id, c -> new Conversation(c, me.value()));
    }

    public Collection<Conversation> conversations() {
        return List.copyOf(conversations.values());
    }

    /** Where the next sync goes on; empty for a device that never synced. */
    public Optional<String> cursor() {
        return cursor;
    }

    /** Keeps a message; whether it was not known. */
    public boolean merge(Message message) {
        Conversation conversation = conversation(message.conversation());
        Optional<Message> known = conversation.find(message.id());
        boolean fresh = conversation.merge(message);
        if (!conversation.find(message.id()).equals(known)) journal.append(record(message));
        return fresh;
    }

    /** Keeps the archive's number of a message; whether that is news. */
    public boolean stored(ConversationId conversation, MessageId id, long position) {
        boolean news = conversation(conversation).stored(id, position);
        if (news)
            journal.append(
                    Json.object()
                            .put("kind", STORED)
                            .put("conversation", conversation.value())
                            .put("id", id.toString())
                            .put("position", position));
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
        if (early || !after.equals(before)) keepReached(conversation, user, reach, upTo);
        return covered;
    }

    private void keepReached(
            ConversationId conversation, String user, Reach reach, MessageId upTo) {
        ObjectNode json =
                Json.object()
                        .put("kind", REACHED)
                        .put("conversation", conversation.value())
                        .put("user", user)
                        .put("state", reach.wireName())
                        .put("upTo", upTo.toString());
        watermarks.put(conversation + "/" + user + "/" + reach, json);
        journal.append(json);
    }

    public void cursor(String next) {
        if (cursor.equals(Optional.of(next))) return;
        cursor = Optional.of(next);
        journal.append(record(next));
    }

    private Optional<Conversation> conversation(ObjectNode json) {
        return Json.text(json, "conversation")
                .flatMap(ConversationId::parse)
                .map(this::conversation);
    }

    private static Optional<MessageId> id(ObjectNode json, String member) {
        return Json.text(json, member).flatMap(MessageId::parse);
    }

    @Override
    public void close() {
        journal.close();
    }
}

package org.parley.cli.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.cli.conversation.Conversation;
import org.parley.cli.conversation.Message;
import org.parley.cli.conversation.Reach;
import org.parley.cli.json.Json;
import org.parley.contracts.ConversationId;
import org.parley.contracts.MessageId;
import org.parley.contracts.UserId;

/** What the records of a device's file add up to, and the records that say the same in short. */
final class Knowledge {

    private static final String MESSAGE = "message";
    private static final String STORED = "stored";
    private static final String REACHED = "reached";
    private static final String CURSOR = "cursor";

    private final UserId me;
    private final Map<ConversationId, Conversation> conversations = new LinkedHashMap<>();
    private final Map<String, ObjectNode> watermarks = new LinkedHashMap<>();
    private Optional<String> cursor = Optional.empty();

    Knowledge(UserId me) {
        this.me = me;
    }

    static ObjectNode message(Message message) {
        return message.toJson().put("kind", MESSAGE);
    }

    static ObjectNode stored(ConversationId conversation, MessageId id, long position) {
        return Json.object()
                .put("kind", STORED)
                .put("conversation", conversation.value())
                .put("id", id.toString())
                .put("position", position);
    }

    static ObjectNode reached(ConversationId in, String user, Reach reach, MessageId upTo) {
        return Json.object()
                .put("kind", REACHED)
                .put("conversation", in.value())
                .put("user", user)
                .put("state", reach.wireName())
                .put("upTo", upTo.toString());
    }

    static ObjectNode cursor(String cursor) {
        return Json.object().put("kind", CURSOR).put("cursor", cursor);
    }

    void replay(ObjectNode json) {
        switch (json.path("kind").asText()) {
            case MESSAGE ->
                    Message.view(json).ifPresent(m -> conversation(m.conversation()).merge(m));
            case STORED -> replayStored(json);
            case REACHED -> replayReached(json);
            case CURSOR -> cursor = Json.text(json, "cursor");
            default -> {} // Written by a newer version: not ours to judge.
        }
    }

    private void replayStored(ObjectNode json) {
        Optional<MessageId> id = id(json, "id");
        Optional<Conversation> conversation = conversation(json);
        if (id.isPresent() && conversation.isPresent())
            conversation.get().stored(id.get(), json.path("position").asLong());
    }

    private void replayReached(ObjectNode json) {
        Optional<Reach> reach = Json.text(json, "state").flatMap(Reach::parse);
        Optional<MessageId> upTo = id(json, "upTo");
        Optional<Conversation> conversation = conversation(json);
        if (reach.isEmpty() || upTo.isEmpty() || conversation.isEmpty()) return;
        conversation.get().reached(json.path("user").asText(), reach.get(), upTo.get());
        note(json);
    }

    /** Keeps a watermark's record: the newest of each user, conversation and state. */
    void note(ObjectNode reached) {
        String key =
                reached.path("conversation").asText()
                        + "/"
                        + reached.path("user").asText()
                        + "/"
                        + reached.path("state").asText();
        watermarks.put(key, reached);
    }

    /** The same knowledge in as few records as possible. */
    List<ObjectNode> records() {
        List<ObjectNode> records = new ArrayList<>();
        for (Conversation conversation : conversations.values())
            conversation.ordered().forEach(message -> records.add(message(message)));
        records.addAll(watermarks.values());
        cursor.ifPresent(c -> records.add(cursor(c)));
        return records;
    }

    Conversation conversation(ConversationId id) {
        return conversations.computeIfAbsent(id, c -> new Conversation(c, me.value()));
    }

    private Optional<Conversation> conversation(ObjectNode json) {
        return Json.text(json, "conversation")
                .flatMap(ConversationId::parse)
                .map(this::conversation);
    }

    Collection<Conversation> conversations() {
        return List.copyOf(conversations.values());
    }

    Optional<String> cursor() {
        return cursor;
    }

    void goOnFrom(String next) {
        cursor = Optional.of(next);
    }

    private static Optional<MessageId> id(ObjectNode json, String member) {
        return Json.text(json, member).flatMap(MessageId::parse);
    }
}

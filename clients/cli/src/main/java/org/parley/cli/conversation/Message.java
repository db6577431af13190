package org.parley.cli.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.cli.json.Json;
import org.parley.contracts.ConversationId;
import org.parley.contracts.MessageId;
import org.parley.contracts.MessageType;
import org.parley.contracts.Topic;

/**
 * A message as this client knows it, from the live path or from the archive.
 *
 * @param from a user, or {@code server}
 * @param text the current text; null where there is none, or no longer
 * @param position the archive's number; null until it is known
 * @param reactions the current one of each user
 * @param payload the sender's JSON; empty once removed
 */
public record Message(
        MessageId id,
        ConversationId conversation,
        String from,
        String to,
        MessageType type,
        @Nullable String text,
        @Nullable Instant timestamp,
        @Nullable MessageId ref,
        @Nullable Long position,
        boolean edited,
        boolean removed,
        Map<String, String> reactions,
        Map<String, Object> payload) {

    /** What came over MQTT; empty where it has neither id nor timestamp, so nothing to merge by. */
    public static Optional<Message> live(Topic.Message topic, byte[] bytes, ObjectNode payload) {
        Optional<MessageId> own = Json.text(payload, "id").flatMap(MessageId::parse);
        Optional<Instant> timestamp = Json.time(payload, "timestamp");
        return own.or(() -> timestamp.map(time -> MessageId.derived(topic, bytes, time)))
                .map(id -> of(id, topic, payload));
    }

    /** What this device sends. */
    public static Message of(MessageId id, Topic.Message topic, ObjectNode payload) {
        return new Message(
                id,
                topic.conversation(),
                topic.from().value(),
                MessageFields.target(topic),
                MessageFields.type(payload),
                Json.text(payload, "message").orElse(null),
                Json.time(payload, "timestamp").orElse(null),
                MessageFields.ref(payload),
                null,
                false,
                false,
                Map.of(),
                Json.toMap(payload));
    }

    /** The archive's view, or what {@link #toJson} wrote. */
    public static Optional<Message> view(JsonNode view) {
        Optional<MessageId> id = Json.text(view, "id").flatMap(MessageId::parse);
        Optional<ConversationId> conversation =
                Json.text(view, "conversation").flatMap(ConversationId::parse);
        if (id.isEmpty() || conversation.isEmpty()) return Optional.empty();
        return Optional.of(
                new Message(
                        id.get(),
                        conversation.get(),
                        Json.text(view, "from").orElse("?"),
                        Json.text(view, "to").orElse("?"),
                        MessageFields.type(view),
                        Json.text(view, "message").orElse(null),
                        Json.time(view, "timestamp")
                                .or(() -> Json.time(view, "receivedAt"))
                                .orElse(null),
                        MessageFields.ref(view),
                        Json.number(view, "position").orElse(null),
                        MessageFields.isSet(view.path("edited")),
                        MessageFields.isSet(view.path("removed")),
                        MessageFields.reactions(view.path("reactions")),
                        MessageFields.payload(view.path("payload"))));
    }

    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("id", id.toString());
        json.put("conversation", conversation.value()).put("from", from).put("to", to);
        json.put("type", type.wireName());
        if (text != null) json.put("message", text);
        if (timestamp != null) json.put("timestamp", timestamp.toString());
        if (ref != null) json.put("ref", ref.toString());
        if (position != null) json.put("position", position);
        if (edited) json.put("edited", true);
        if (removed) json.put("removed", true);
        if (!reactions.isEmpty()) MessageFields.putReactions(json, reactions);
        json.set("payload", Json.fromMap(payload));
        return json;
    }

    /** The sending device, where the sender says it. */
    public Optional<String> device() {
        return payload.get("device") instanceof String device
                ? Optional.of(device)
                : Optional.empty();
    }

    /** The sending device's counter in this conversation, where the sender says it. */
    public Optional<Long> n() {
        return payload.get("n") instanceof Number n ? Optional.of(n.longValue()) : Optional.empty();
    }

    /** When it was said, as well as we know. */
    public Instant time() {
        return timestamp != null ? timestamp : id.time();
    }

    /** Whether it changes another message rather than standing for itself. */
    public boolean changesAnother() {
        return type.changesAnother();
    }

    /** The archive takes the whole payload of a removed message; its number is no secret. */
    Message numberedAs(Message before) {
        Map<String, Object> kept = new LinkedHashMap<>(payload);
        before.device().ifPresent(device -> kept.putIfAbsent("device", device));
        before.n().ifPresent(n -> kept.putIfAbsent("n", n));
        return new Message(
                id,
                conversation,
                from,
                to,
                type,
                text,
                timestamp,
                ref,
                position,
                edited,
                removed,
                reactions,
                kept);
    }

    Message at(long newPosition) {
        return new Message(
                id,
                conversation,
                from,
                to,
                type,
                text,
                timestamp,
                ref,
                newPosition,
                edited,
                removed,
                reactions,
                payload);
    }

    /**
     * This message after an edit, a deletion or a reaction; unchanged where that is not allowed.
     */
    Message changedBy(Message change) {
        boolean byAuthor = change.from.equals(from);
        return switch (change.type) {
            case EDIT -> byAuthor && !removed ? with(change.text, true, false, reactions) : this;
            case DELETE -> byAuthor ? with(null, edited, true, Map.of()) : this;
            case REACTION -> removed ? this : with(text, edited, false, reacted(change));
            case TEXT, ATTACHMENT, LOCATION, CONTACT, CALL, SYSTEM -> this;
        };
    }

    private Map<String, String> reacted(Message change) {
        Map<String, String> all = new LinkedHashMap<>(reactions);
        if (change.text == null || change.text.isEmpty()) all.remove(change.from);
        else all.put(change.from, change.text);
        return all;
    }

    private Message with(
            @Nullable String newText,
            boolean nowEdited,
            boolean nowRemoved,
            Map<String, String> nowReactions) {
        return new Message(
                id,
                conversation,
                from,
                to,
                type,
                newText,
                timestamp,
                ref,
                position,
                nowEdited,
                nowRemoved,
                nowReactions,
                payload);
    }

    /** Without the text: what people said never reaches a log line. */
    @Override
    public String toString() {
        return "Message[id=" + id + ", conversation=" + conversation + ", type=" + type + "]";
    }
}

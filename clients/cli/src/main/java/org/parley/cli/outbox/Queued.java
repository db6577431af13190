package org.parley.cli.outbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.parley.cli.json.Json;
import org.parley.contracts.ConversationId;
import org.parley.contracts.MessageId;
import org.parley.contracts.Topic;

/**
 * A message that the archive does not have yet, for all we know.
 *
 * @param n this device's counter in the conversation
 */
public record Queued(MessageId id, Topic.Message topic, long n, ObjectNode payload) {

    static final String KIND = "queued";

    public ConversationId conversation() {
        return topic.conversation();
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("kind", KIND).put("topic", topic.path());
        json.set("payload", payload);
        return json;
    }

    static Optional<Queued> of(ObjectNode json) {
        if (!(json.path("payload") instanceof ObjectNode payload)) return Optional.empty();
        return Json.text(json, "topic")
                .flatMap(Topic::parse)
                .filter(Topic.Message.class::isInstance)
                .map(Topic.Message.class::cast)
                .flatMap(topic ->
                        Json.text(payload, "id")
                                .flatMap(MessageId::parse)
                                .map(id ->
                                        new Queued(
                                                id, topic, payload.path("n").asLong(), payload)));
    }

    @Override
    public String toString() {
        return "Queued[id=" + id + ", n=" + n + "]";
    }
}

package org.parley.cli.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.cli.json.Json;
import org.parley.contracts.MessageId;
import org.parley.contracts.MessageType;
import org.parley.contracts.Topic;

/** Reads the members of a message from what clients and the archive write. */
final class MessageFields {

    private MessageFields() {}

    static String target(Topic.Message topic) {
        return switch (topic) {
            case Topic.DirectMessage direct -> direct.to().value();
            case Topic.GroupMessage group -> group.group().value();
        };
    }

    static MessageType type(JsonNode json) {
        return Json.text(json, "type")
                .flatMap(MessageType::parse)
                .orElse(json.has("attachment") ? MessageType.ATTACHMENT : MessageType.TEXT);
    }

    static @Nullable MessageId ref(JsonNode json) {
        return Json.text(json, "ref").flatMap(MessageId::parse).orElse(null);
    }

    /** A flag, or a time or reason that is there. */
    static boolean isSet(JsonNode value) {
        return value.isBoolean() ? value.booleanValue() : !value.isMissingNode() && !value.isNull();
    }

    /** By user, from {@code [{"emoji":"👍","users":["bob"]}]}. */
    static Map<String, String> reactions(JsonNode value) {
        Map<String, String> reactions = new LinkedHashMap<>();
        for (JsonNode one : value)
            for (JsonNode user : one.path("users"))
                reactions.put(user.asText(), one.path("emoji").asText());
        return reactions;
    }

    static void putReactions(ObjectNode json, Map<String, String> reactions) {
        ArrayNode all = json.putArray("reactions");
        reactions.forEach(
                (user, emoji) -> all.addObject().put("emoji", emoji).putArray("users").add(user));
    }

    static Map<String, Object> payload(JsonNode value) {
        return value.isObject() ? Json.toMap(value) : Map.of();
    }
}

package org.parley.cli.conversation;

import com.fasterxml.jackson.databind.JsonNode;
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

    /** By user: {@code {"bob":"👍"}}. */
    static Map<String, String> reactions(JsonNode value) {
        Map<String, String> reactions = new LinkedHashMap<>();
        value.properties().forEach(r -> reactions.put(r.getKey(), r.getValue().asText()));
        return reactions;
    }

    static Map<String, Object> payload(JsonNode value) {
        return value.isObject() ? Json.toMap(value) : Map.of();
    }
}

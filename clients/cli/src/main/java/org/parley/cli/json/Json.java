package org.parley.cli.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** JSON trees; a member that is absent, null or of another type reads as empty. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
            new TypeReference<>() {};

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The object in the text; empty where it is something else or not JSON. */
    public static Optional<ObjectNode> parseObject(String text) {
        try {
            return Optional.ofNullable(MAPPER.readTree(text))
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    public static Optional<ObjectNode> parseObject(byte[] utf8) {
        return parseObject(new String(utf8, StandardCharsets.UTF_8));
    }

    public static Map<String, Object> toMap(JsonNode object) {
        return MAPPER.convertValue(object, OBJECT);
    }

    public static ObjectNode fromMap(Map<String, Object> members) {
        return MAPPER.valueToTree(members);
    }

    /** One line, without a line feed. */
    public static String line(JsonNode node) {
        return node.toString();
    }

    public static byte[] bytes(JsonNode node) {
        return line(node).getBytes(StandardCharsets.UTF_8);
    }

    public static Optional<String> text(JsonNode node, String member) {
        JsonNode value = node.path(member);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    public static Optional<Long> number(JsonNode node, String member) {
        JsonNode value = node.path(member);
        return value.isIntegralNumber() ? Optional.of(value.longValue()) : Optional.empty();
    }

    public static Optional<Instant> time(JsonNode node, String member) {
        return text(node, member).flatMap(Json::parseTime);
    }

    private static Optional<Instant> parseTime(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

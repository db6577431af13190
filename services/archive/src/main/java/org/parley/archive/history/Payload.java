package org.parley.archive.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The sender's JSON object. */
final class Payload {

    private static final String MESSAGE = "message";

    /** Keeps numbers as they were written: 1.10 is not 1.1. */
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private Payload() {}

    static ObjectNode parse(String text) {
        try {
            if (JSON.readTree(text) instanceof ObjectNode object) return object;
        } catch (JsonProcessingException e) {
            // without its text: that is what somebody said
            throw new IllegalStateException(
                    "a payload in the archive is not JSON: " + e.getClass());
        }
        throw new IllegalStateException("a payload in the archive is not an object");
    }

    static @Nullable String message(ObjectNode payload) {
        JsonNode message = payload.get(MESSAGE);
        return message == null || !message.isTextual() ? null : message.textValue();
    }

    static void replaceMessage(ObjectNode payload, String text) {
        payload.put(MESSAGE, text);
    }
}

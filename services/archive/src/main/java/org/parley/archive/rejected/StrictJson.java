package org.parley.archive.rejected;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

/** JSON as strict as the bridge reads it, and as the log has it. */
final class StrictJson {

    private static final int DEEPEST = 64;

    /** Digits of a number, and places its point may be moved by an exponent, at most. */
    private static final int LONGEST_NUMBER = 1_000;

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .maxNumberLength(LONGEST_NUMBER)
                                                    .maxNameLength(Integer.MAX_VALUE)
                                                    .build())
                                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                                    .build())
                    .addModule(new JavaTimeModule())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                    .build();

    private StrictJson() {}

    /** Why it cannot be read. */
    static final class UnreadableException extends Exception {
        UnreadableException(String reason) {
            super(reason, null, false, false);
        }
    }

    static Map<String, Object> object(byte[] bytes) throws UnreadableException {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            Map<String, Object> object = MAPPER.readValue(text, OBJECT);
            if (object == null) throw new UnreadableException("the payload is not a JSON object");
            mustHaveOrdinaryNumbers(object);
            return object;
        } catch (CharacterCodingException e) {
            throw new UnreadableException("the payload is not UTF-8");
        } catch (JsonProcessingException e) {
            // Its own words quote the payload.
            throw new UnreadableException("the payload is not a JSON object");
        }
    }

    private static void mustHaveOrdinaryNumbers(Object value) throws UnreadableException {
        switch (value) {
            case null -> {}
            case Map<?, ?> members -> {
                for (Object member : members.values()) mustHaveOrdinaryNumbers(member);
            }
            case Collection<?> items -> {
                for (Object item : items) mustHaveOrdinaryNumbers(item);
            }
            case BigDecimal number when Math.abs((long) number.scale()) > LONGEST_NUMBER ->
                    throw new UnreadableException(
                            "a number has an exponent of more than " + LONGEST_NUMBER);
            default -> {}
        }
    }

    static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a " + value.getClass().getName(), e);
        }
    }
}

package org.parley.bridge;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;

/** Bytes that arrived, read strictly: UTF-8, then one JSON object of ordinary shape. */
final class Payload {

    /** Levels of objects and arrays, at most. */
    static final int DEEPEST = 64;

    /** Digits of a number, and places its point may be moved by an exponent, at most. */
    static final int LONGEST_NUMBER = 1_000;

    private Payload() {}

    /** Why it cannot be read; for the sender's eyes. */
    static final class Unreadable extends Exception {
        private final RejectionKind kind;

        Unreadable(RejectionKind kind, String reason) {
            super(reason, null, false, false);
            this.kind = kind;
        }

        RejectionKind kind() {
            return kind;
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    static Map<String, Object> read(byte[] bytes) throws Unreadable {
        Map<String, Object> object = parse(text(bytes));
        mustHaveOrdinaryNumbers(object);
        return object;
    }

    /** Decoding replaces what is malformed; only where that may have happened is it looked for. */
    private static String text(byte[] bytes) throws Unreadable {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) mustBeUtf8(bytes);
        return text;
    }

    private static void mustBeUtf8(byte[] bytes) throws Unreadable {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CoderResult result =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(in, CharBuffer.allocate(bytes.length), true);
        if (!result.isError()) return;
        String hex =
                HexFormat.ofDelimiter(" ")
                        .withUpperCase()
                        .formatHex(bytes, in.position(), in.position() + result.length());
        throw new Unreadable(
                RejectionKind.ENCODING,
                "the payload is not UTF-8: " + hex + " at byte " + in.position());
    }

    private static Map<String, Object> parse(String text) throws Unreadable {
        try (JsonParser parser = Json.MAPPER.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) throw notAnObject(parser);
            Map<String, Object> object = parser.readValueAs(Json.OBJECT);
            if (parser.nextToken() != null)
                throw json("something follows the object" + place(parser.currentTokenLocation()));
            return object;
        } catch (StreamConstraintsException e) {
            throw json(
                    "the payload has more than "
                            + DEEPEST
                            + " levels, or a number of more than "
                            + LONGEST_NUMBER
                            + " digits");
        } catch (JsonEOFException e) {
            throw json("the payload is not JSON: it ends too early");
        } catch (JsonProcessingException e) {
            throw json("the payload is not JSON: " + what(e) + place(e.getLocation()));
        } catch (IOException e) {
            throw new IllegalStateException("a string is read without I/O", e);
        }
    }

    private static Unreadable notAnObject(JsonParser parser) {
        JsonToken token = parser.currentToken();
        return json(
                token == null
                        ? "the payload is empty; it must be a JSON object"
                        : "the payload is a JSON " + kindOf(token) + "; it must be a JSON object");
    }

    private static String kindOf(JsonToken token) {
        if (token == JsonToken.START_ARRAY) return "array";
        if (token == JsonToken.VALUE_STRING) return "string";
        return token.isNumeric() ? "number" : "literal";
    }

    /** The parser's own words, without its remarks about itself. */
    static String what(IOException e) {
        String message = e instanceof JacksonException json ? json.getOriginalMessage() : "";
        return message.replaceAll(" \\((?:for|start)[^)]*\\[Source.*", "");
    }

    private static String place(JsonLocation location) {
        return location == null
                ? ""
                : ", at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** A few bytes such as 1e999999999 would fill memories and break databases further on. */
    private static void mustHaveOrdinaryNumbers(Object value) throws Unreadable {
        switch (value) {
            case null -> {}
            case Map<?, ?> members -> {
                for (Object member : members.values()) mustHaveOrdinaryNumbers(member);
            }
            case Collection<?> items -> {
                for (Object item : items) mustHaveOrdinaryNumbers(item);
            }
            case BigDecimal number when Math.abs((long) number.scale()) > LONGEST_NUMBER ->
                    throw json(
                            "a number is "
                                    + number.round(new java.math.MathContext(10))
                                    + "; its exponent may be at most "
                                    + LONGEST_NUMBER);
            default -> {}
        }
    }

    private static Unreadable json(String reason) {
        return new Unreadable(RejectionKind.JSON, reason);
    }
}

package org.parley.contracts;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parley.contracts.Verdict.Invalid;

/** Reads the members of a JSON object that a client sent, and names what is wrong with them. */
final class JsonFields {

    /** Nothing said over Parley is older; an older time is a broken clock. */
    static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /** How far a client's clock may be ahead. */
    static final Duration AHEAD = Duration.ofHours(24);

    private final Map<String, Object> object;
    private final Instant now;

    JsonFields(Map<String, Object> object, Instant now) {
        this.object = object;
        this.now = now;
    }

    boolean has(String name) {
        return object.get(name) != null;
    }

    Optional<String> text(String name) throws Invalid {
        Object value = object.get(name);
        if (value == null) return Optional.empty();
        if (value instanceof String text) return Optional.of(text);
        throw new Invalid(name + " is " + describe(value) + "; it must be a string");
    }

    String requiredText(String name) throws Invalid {
        return text(name).orElseThrow(() -> new Invalid(name + " is missing"));
    }

    Optional<Long> wholeNumber(String name, long from, long to) throws Invalid {
        Object value = object.get(name);
        if (value == null) return Optional.empty();
        boolean whole = value instanceof Integer || value instanceof Long;
        if (whole && value instanceof Number n && n.longValue() >= from && n.longValue() <= to)
            return Optional.of(n.longValue());
        throw new Invalid(
                name
                        + " is "
                        + describe(value)
                        + "; it must be a whole number from "
                        + from
                        + " to "
                        + to);
    }

    /** An RFC 3339 time, from 2000 to a day ahead. */
    Optional<Instant> time(String name) throws Invalid {
        Optional<String> text = text(name);
        if (text.isEmpty()) return Optional.empty();
        Instant time = parseTime(name, text.get());
        checkPlausible(name, text.get(), time);
        return Optional.of(time);
    }

    private static Instant parseTime(String name, String text) throws Invalid {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new Invalid(
                    name
                            + " is "
                            + describe(text)
                            + "; it must be an RFC 3339 time such as 2021-07-01T12:00:00Z");
        }
    }

    Optional<MessageId> messageId(String name) throws Invalid {
        Optional<String> text = text(name);
        if (text.isEmpty()) return Optional.empty();
        MessageId id =
                MessageId.parse(text.get())
                        .orElseThrow(() ->
                                new Invalid(
                                        name
                                                + " is "
                                                + describe(text.get())
                                                + "; "
                                                + MessageId.RULE));
        checkPlausible(name, text.get(), id.time());
        return Optional.of(id);
    }

    Optional<DeviceId> device(String name) throws Invalid {
        Optional<String> text = text(name);
        if (text.isEmpty()) return Optional.empty();
        Optional<DeviceId> device = DeviceId.parse(text.get());
        if (device.isEmpty())
            throw new Invalid(name + " is " + describe(text.get()) + "; " + DeviceId.RULE);
        return device;
    }

    Optional<UUID> ref(String name) throws Invalid {
        return messageId(name).map(MessageId::value);
    }

    private void checkPlausible(String name, String text, Instant time) throws Invalid {
        if (time.isBefore(EARLIEST) || time.isAfter(now.plus(AHEAD)))
            throw new Invalid(
                    name
                            + " is "
                            + describe(text)
                            + ", a time of "
                            + time
                            + "; it must lie between 2000 and 24 hours from now");
    }

    /** A member that repeats what the topic already proved. */
    void mustAgree(String name, String expected) throws Invalid {
        Optional<String> claimed = text(name);
        if (claimed.isPresent() && !claimed.get().equals(expected))
            throw new Invalid(
                    name + " is " + describe(claimed.get()) + "; the topic says " + expected);
    }

    /** PostgreSQL and half of the world's clients cannot keep these. */
    void mustBeStorable() throws Invalid {
        mustBeStorable(object);
    }

    private static void mustBeStorable(Object value) throws Invalid {
        switch (value) {
            case null -> {}
            case String text -> mustBeUnicode(text);
            case Map<?, ?> members -> {
                for (var member : members.entrySet()) {
                    mustBeStorable(member.getKey());
                    mustBeStorable(member.getValue());
                }
            }
            case Collection<?> items -> {
                for (Object item : items) mustBeStorable(item);
            }
            default -> {}
        }
    }

    private static void mustBeUnicode(String text) throws Invalid {
        if (text.indexOf(0) >= 0) throw new Invalid("a string contains U+0000; it must not");
        // Iterating by code points, only half a pair is still a surrogate.
        if (text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF))
            throw new Invalid("a string contains half of a surrogate pair; it must not");
    }

    /** The value as the sender will recognise it, cut where it is long. */
    static String describe(Object value) {
        String text = String.valueOf(value);
        String cut = text.length() <= 80 ? text : text.substring(0, 80) + "…";
        return value instanceof String ? '"' + cut + '"' : cut;
    }
}

package org.parley.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.ConversationId;
import org.parley.contracts.GroupId;
import org.parley.contracts.MessageId;
import org.parley.contracts.MessageSent;
import org.parley.contracts.ReceiptSent;
import org.parley.contracts.UserId;

/** What one says to another in a test: an ordinary message, of which the test says what matters. */
public record Said(
        String from,
        String to,
        UUID id,
        String type,
        @Nullable UUID ref,
        @Nullable Instant expiresAt,
        Map<String, Object> payload,
        @Nullable Instant receivedAt) {

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .disable(
                            com.fasterxml.jackson.databind.SerializationFeature
                                    .WRITE_DATES_AS_TIMESTAMPS);

    public static Said by(String from, String to, String text) {
        return new Said(from, to, freshId(), "text", null, null, Map.of("message", text), null);
    }

    public static UUID freshId() {
        return MessageId.fresh(Instant.now()).value();
    }

    public Said withId(UUID other) {
        return new Said(from, to, other, type, ref, expiresAt, payload, receivedAt);
    }

    /** The same kind of message at another time. */
    public Said at(Instant time) {
        return withId(MessageId.fresh(time).value());
    }

    public Said as(String otherType, UUID target) {
        return new Said(from, to, id, otherType, target, expiresAt, payload, receivedAt);
    }

    public Said expiring(Instant when) {
        return new Said(from, to, id, type, ref, when, payload, receivedAt);
    }

    public Said with(String member, Object value) {
        Map<String, Object> more = new HashMap<>(payload);
        more.put(member, value);
        return new Said(from, to, id, type, ref, expiresAt, more, receivedAt);
    }

    public Said edit(String text) {
        return by(from, to, text).as("edit", id);
    }

    public Said delete() {
        return new Said(from, to, freshId(), "delete", id, null, Map.of(), null);
    }

    /** Received then, and not now. */
    public Said receivedAt(Instant when) {
        return new Said(from, to, id, type, ref, expiresAt, payload, when);
    }

    public String conversation() {
        if (GroupId.parse(to).isPresent()) return to;
        return ConversationId.between(new UserId(from), new UserId(to)).value();
    }

    public MessageSent event() {
        return new MessageSent(
                id,
                conversation(),
                from,
                to,
                type,
                null,
                receivedAt == null ? Instant.now() : receivedAt,
                ref,
                expiresAt,
                payload);
    }

    public String json() {
        return json(event());
    }

    public ReceiptSent receipt(String state) {
        return new ReceiptSent(conversation(), to, from, id, state, null, Instant.now(), null);
    }

    public static String json(Object event) {
        try {
            return JSON.writeValueAsString(event);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

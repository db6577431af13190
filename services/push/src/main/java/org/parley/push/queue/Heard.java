package org.parley.push.queue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.ConversationId;
import org.parley.contracts.MessageSent;
import org.parley.contracts.MessageType;
import org.parley.contracts.UserId;

/**
 * A message of the log, as far as telling of it is concerned.
 *
 * @param recipient absent in a group
 * @param ref of an edit or a deletion: the message it changes
 * @param text what a notification may show of it; absent where there is nothing, or it must not
 */
@RegisterForReflection
record Heard(
        long offset,
        String conversation,
        UUID id,
        String sender,
        @Nullable String recipient,
        String type,
        @Nullable UUID ref,
        @Nullable String text,
        List<String> mentions,
        Instant receivedAt,
        Instant expiresAt) {

    /** More than any screen shows; the vendors' limits are seen to where it is sent. */
    private static final int LONGEST_TEXT = 1_000;

    /** How long each may be told of. */
    record Ttl(Duration message, Duration call) {}

    /** Empty for what nobody is told of: system messages, reactions, and what is malformed. */
    static Optional<Heard> of(MessageSent sent, long offset, Ttl ttl) {
        if (!isSound(sent)) return Optional.empty();
        ConversationId conversation = ConversationId.parse(sent.conversation()).orElse(null);
        MessageType type = MessageType.parse(sent.type()).orElse(null);
        UserId sender = UserId.parse(sent.from()).orElse(null);
        if (conversation == null || type == null || sender == null) return Optional.empty();
        return switch (type) {
            case REACTION, SYSTEM -> Optional.empty();
            case TEXT, ATTACHMENT, LOCATION, CONTACT, CALL, EDIT, DELETE ->
                    Optional.of(heard(sent, offset, ttl, conversation, sender, type));
        };
    }

    private static boolean isSound(MessageSent sent) {
        return sent.id() != null
                && sent.conversation() != null
                && sent.from() != null
                && sent.type() != null
                && sent.receivedAt() != null
                && sent.payload() != null;
    }

    private static Heard heard(
            MessageSent sent,
            long offset,
            Ttl ttl,
            ConversationId conversation,
            UserId sender,
            MessageType type) {
        Instant end = sent.receivedAt().plus(type == MessageType.CALL ? ttl.call() : ttl.message());
        Instant own = sent.expiresAt();
        return new Heard(
                offset,
                conversation.value(),
                sent.id(),
                sender.value(),
                conversation instanceof ConversationId.Direct direct
                        ? direct.peerOf(sender).value()
                        : null,
                type.wireName(),
                sent.ref(),
                text(sent.payload()),
                mentions(sent.payload()),
                sent.receivedAt(),
                own != null && own.isBefore(end) ? own : end);
    }

    /** What is encrypted for the receivers is not for us, nor for a vendor. */
    private static @Nullable String text(Map<String, Object> payload) {
        Object encrypted = payload.get("encrypted");
        if (encrypted != null && !Boolean.FALSE.equals(encrypted)) return null;
        String text = string(payload.get("message"));
        if (text == null && payload.get("attachment") instanceof Map<?, ?> attachment)
            text = string(attachment.get("name"));
        return text == null ? null : cut(text);
    }

    private static @Nullable String string(@Nullable Object value) {
        return value instanceof String text && !text.isBlank() ? text : null;
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT)) + "…";
    }

    private static List<String> mentions(Map<String, Object> payload) {
        return payload.get("mentions") instanceof List<?> list
                ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
                : List.of();
    }

    @JsonIgnore
    boolean isToBeTold() {
        return !isEdit() && !isDeletion();
    }

    @JsonIgnore
    boolean isEdit() {
        return type.equals(MessageType.EDIT.wireName());
    }

    @JsonIgnore
    boolean isDeletion() {
        return type.equals(MessageType.DELETE.wireName());
    }

    /** Without what was said. */
    @Override
    public String toString() {
        return "Heard[id=" + id + ", conversation=" + conversation + ", type=" + type + "]";
    }
}

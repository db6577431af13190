package org.parley.contracts;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Verdict.Invalid;

/**
 * What makes a JSON object a message (DESIGN.md section 3). Everything is optional but one of
 * {@code message}, {@code attachment}, {@code ref}; unknown members are kept and ignored.
 */
public final class MessageRules {

    /** Bytes of a payload, at most. */
    public static final int MAX_BYTES = 65_536;

    /** {@code expires} at most, in seconds: a year. */
    public static final long MAX_EXPIRES = 31_536_000;

    /** Users in {@code mentions}, at most. */
    public static final int MAX_MENTIONS = 1_024;

    /** Characters of a reaction, at most: one emoji may be many. */
    public static final int MAX_REACTION = 64;

    private static final String TYPES =
            Arrays.stream(MessageType.values())
                    .filter(type -> type != MessageType.SYSTEM)
                    .map(MessageType::wireName)
                    .collect(Collectors.joining(", "));

    private MessageRules() {}

    /** Why so many bytes are too many; empty where they are not. */
    public static Optional<String> tooLarge(int bytes) {
        return bytes <= MAX_BYTES
                ? Optional.empty()
                : Optional.of(
                        "the payload has " + bytes + " bytes; it may have at most " + MAX_BYTES);
    }

    /**
     * The first broken rule, or the event for the log.
     *
     * @param bytes the payload as it came
     * @param object the same, parsed
     */
    public static Verdict<MessageSent> check(
            Topic.Message topic, byte[] bytes, Map<String, Object> object, Instant receivedAt) {
        return Verdict.of(() -> accept(topic, bytes, object, receivedAt));
    }

    private static MessageSent accept(
            Topic.Message topic, byte[] bytes, Map<String, Object> object, Instant now)
            throws Invalid {
        JsonFields fields = new JsonFields(object, now);
        fields.mustBeStorable();
        String to = targetOf(topic);
        fields.mustAgree("from", topic.from().value());
        fields.mustAgree("to", to);
        MessageType type = type(fields);
        checkContent(fields, type);
        checkExtras(fields, object);
        Instant timestamp = fields.time("timestamp").orElse(null);
        UUID ref = fields.ref("ref").orElse(null);
        Long expires = fields.wholeNumber("expires", 1, MAX_EXPIRES).orElse(null);
        MessageId id = id(fields, topic, bytes, timestamp, now);
        return new MessageSent(
                id.value(),
                topic.conversation().value(),
                topic.from().value(),
                to,
                type.wireName(),
                timestamp,
                now,
                ref,
                expires == null ? null : now.plusSeconds(expires),
                object);
    }

    private static String targetOf(Topic.Message topic) {
        return switch (topic) {
            case Topic.DirectMessage direct -> direct.to().value();
            case Topic.GroupMessage group -> group.group().value();
        };
    }

    private static MessageId id(
            JsonFields fields, Topic topic, byte[] bytes, @Nullable Instant timestamp, Instant now)
            throws Invalid {
        Optional<MessageId> own = fields.messageId("id");
        if (own.isPresent() && own.get().value().version() != 7)
            throw new Invalid(
                    "id is " + JsonFields.describe(own.get().toString()) + "; " + MessageId.RULE);
        if (own.isPresent()) return own.get();
        return timestamp == null
                ? MessageId.fresh(now)
                : MessageId.derived(topic, bytes, timestamp);
    }

    private static MessageType type(JsonFields fields) throws Invalid {
        Optional<String> name = fields.text("type");
        if (name.isEmpty())
            return fields.has("attachment") ? MessageType.ATTACHMENT : MessageType.TEXT;
        return MessageType.parse(name.get())
                .filter(type -> type != MessageType.SYSTEM)
                .orElseThrow(() ->
                        new Invalid(
                                "type is "
                                        + JsonFields.describe(name.get())
                                        + "; it must be one of "
                                        + TYPES));
    }

    private static void checkContent(JsonFields fields, MessageType type) throws Invalid {
        Optional<String> message = fields.text("message");
        boolean any = message.isPresent() || fields.has("attachment") || fields.has("ref");
        if (!any) throw new Invalid("one of message, attachment, ref must be present");
        if (type.changesAnother() && !fields.has("ref"))
            throw new Invalid("ref is missing; a message of type " + type.wireName() + " needs it");
        boolean needsText = type == MessageType.EDIT || type == MessageType.REACTION;
        if (needsText && message.isEmpty())
            throw new Invalid(
                    "message is missing; a message of type " + type.wireName() + " needs it");
        if (type == MessageType.REACTION && message.orElse("").length() > MAX_REACTION)
            throw new Invalid(
                    "message has "
                            + message.orElse("").length()
                            + " characters; a reaction has at most "
                            + MAX_REACTION);
    }

    private static void checkExtras(JsonFields fields, Map<String, Object> object) throws Invalid {
        if (fields.has("attachment") && !(object.get("attachment") instanceof Map))
            throw new Invalid(
                    "attachment is "
                            + JsonFields.describe(String.valueOf(object.get("attachment")))
                            + "; it must be an object");
        fields.device("device");
        fields.wholeNumber("n", 1, Long.MAX_VALUE);
        if (fields.has("mentions")) checkMentions(object.get("mentions"));
    }

    private static void checkMentions(@Nullable Object mentions) throws Invalid {
        if (!(mentions instanceof List<?> list) || list.size() > MAX_MENTIONS)
            throw new Invalid("mentions must be an array of at most " + MAX_MENTIONS + " users");
        for (Object item : list)
            if (!(item instanceof String name) || UserId.parse(name).isEmpty())
                throw new Invalid(
                        "mentions has "
                                + JsonFields.describe(String.valueOf(item))
                                + "; "
                                + UserId.RULE);
    }
}

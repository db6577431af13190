package org.parley.archive.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.parley.archive.ordered.RefusedException;
import org.parley.contracts.ConversationId;
import org.parley.contracts.MessageSent;
import org.parley.contracts.MessageType;

/** Makes rows of the log's records. */
@ApplicationScoped
class MessageReader {

    private final ObjectMapper mapper;
    private final ObjectReader reader;
    private final Clock clock;

    MessageReader(ObjectMapper mapper, Clock clock) {
        this.mapper = mapper;
        this.reader = mapper.readerFor(MessageSent.class);
        this.clock = clock;
    }

    ArchivedMessage read(ConsumerRecord<String, byte[]> record) throws RefusedException {
        if (record.value() == null) throw new RefusedException("the record has no value");
        MessageSent sent = parse(record.value());
        Instant now = clock.instant();
        ConversationId conversation = MessageCheck.check(sent, now);
        Instant expires = sent.expiresAt();
        boolean expired = expires != null && !expires.isAfter(now);
        return expired ? empty(sent) : whole(sent, conversation);
    }

    private MessageSent parse(byte[] value) throws RefusedException {
        try {
            MessageSent sent = reader.readValue(value);
            if (sent == null) throw new RefusedException("the record is null");
            return sent;
        } catch (JsonProcessingException e) {
            throw new RefusedException("not a MessageSent: " + describe(e));
        } catch (IOException e) {
            throw new RefusedException("not a MessageSent");
        }
    }

    /** Jackson's message without the source it quotes. */
    private static String describe(JsonProcessingException e) {
        String where = e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
        return e.getClass().getSimpleName() + where;
    }

    private ArchivedMessage whole(MessageSent sent, ConversationId conversation)
            throws RefusedException {
        String text = Objects.requireNonNullElse(textOf(sent.payload(), "message"), "");
        return row(sent, write(sent.payload()), text, words(conversation, sent, text));
    }

    private static ArchivedMessage empty(MessageSent sent) {
        return row(sent, null, "", null);
    }

    private static ArchivedMessage row(
            MessageSent sent, @Nullable String payload, String text, @Nullable String words) {
        return new ArchivedMessage(
                new MessageKey(sent.id(), sent.conversation(), sent.from()),
                sent.to(),
                sent.type(),
                sent.ref(),
                sent.timestamp(),
                sent.receivedAt(),
                sent.expiresAt(),
                payload,
                text,
                words);
    }

    private String write(Map<String, Object> payload) throws RefusedException {
        try {
            return mapper.writeValueAsString(payload);
        } catch (JsonProcessingException e) {
            throw new RefusedException("the payload cannot be written: " + describe(e));
        }
    }

    /** What people can look for: the text, and what an attachment is called. */
    private static @Nullable String words(
            ConversationId conversation, MessageSent sent, String text) {
        boolean ofAnother =
                MessageType.parse(sent.type()).map(MessageType::changesAnother).orElse(false);
        // Nobody looks for "alice added bob".
        boolean said = !sent.type().equals(MessageType.SYSTEM.wireName());
        if (ofAnother || !said) return null;
        Object attachment = sent.payload().get("attachment");
        String name = attachment instanceof Map<?, ?> members ? textOf(members, "name") : null;
        String all = name == null ? text : text + "\n" + name;
        return Words.of(conversation, all);
    }

    private static @Nullable String textOf(Map<?, ?> members, String name) {
        return members.get(name) instanceof String text ? text : null;
    }
}

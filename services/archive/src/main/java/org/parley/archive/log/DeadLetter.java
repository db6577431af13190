package org.parley.archive.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.MessageRejected;

/**
 * Something on the log that can never be archived.
 *
 * @param id the message's, if it is known
 * @param tellSender whether a person sent it and repeats it until told
 */
public record DeadLetter(MessageRejected content, @Nullable String id, boolean tellSender) {

    /** A record that is not what belongs on its topic: its key is all we know of a sender. */
    public static DeadLetter ofUnreadable(
            ConsumerRecord<String, byte[]> record, String reason, Instant now) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        String place = record.topic() + "-" + record.partition() + "@" + record.offset();
        return new DeadLetter(
                letter(
                        record.topic(),
                        record.key() == null ? "" : record.key(),
                        place + ": " + reason,
                        now,
                        value,
                        null),
                null,
                false);
    }

    /** Something well-formed that is refused nevertheless. */
    public static DeadLetter ofRefused(
            String topic,
            String from,
            @Nullable String id,
            String reason,
            Instant at,
            String json) {
        byte[] payload = json.getBytes(StandardCharsets.UTF_8);
        return new DeadLetter(
                letter(topic, from, reason, at, payload, id == null ? null : UUID.fromString(id)),
                id,
                id != null);
    }

    private static MessageRejected letter(
            String topic,
            String from,
            String reason,
            Instant at,
            byte[] payload,
            @Nullable UUID id) {
        String base64 = Base64.getEncoder().encodeToString(payload);
        return new MessageRejected(topic, from, reason, at, payload.length, base64, id);
    }
}

package org.parley.bridge;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.parley.contracts.KafkaTopic;
import org.parley.contracts.MessageRejected;
import org.parley.contracts.OutboundPublish;

/** What an outcome is on the log: topic, key and record. */
record LogRecord(String topic, String key, Object record) {

    static List<LogRecord> of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.NotOurs() -> List.of();
            case Outcome.Message(var sent) ->
                    List.of(new LogRecord(KafkaTopic.MESSAGES, sent.conversation(), sent));
            case Outcome.Receipt(var sent) ->
                    List.of(new LogRecord(KafkaTopic.RECEIPTS, sent.conversation(), sent));
            case Outcome.Presence(var sent) ->
                    List.of(new LogRecord(KafkaTopic.PRESENCE, sent.user(), sent));
            case Outcome.Rejected(_, var letter, var notice) ->
                    Stream.concat(Stream.of(of(letter)), notice.map(LogRecord::of).stream())
                            .toList();
        };
    }

    static LogRecord of(MessageRejected letter) {
        return new LogRecord(KafkaTopic.REJECTED, letter.from(), letter);
    }

    /** Everything for one user or group, in one order: the key is the topic's second level. */
    static LogRecord of(OutboundPublish publish) {
        return new LogRecord(KafkaTopic.OUTBOUND, publish.topic().split("/", 3)[1], publish);
    }

    ProducerRecord<byte[], byte[]> toProducerRecord() {
        return new ProducerRecord<>(
                topic, key.getBytes(StandardCharsets.UTF_8), Json.write(record));
    }
}

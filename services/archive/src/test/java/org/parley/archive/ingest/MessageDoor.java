package org.parley.archive.ingest;

import io.quarkus.arc.Arc;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.parley.archive.ByTheLog;
import org.parley.archive.Said;
import org.parley.contracts.KafkaTopic;

/** Lets tests of reading archive as the consumer does, and go on when it is committed. */
public interface MessageDoor {

    static MessageDoor open() {
        if (!ByTheLog.isTheOnlyWay()) return Arc.container().instance(Inside.class).get();
        ByTheLog log = new ByTheLog(KafkaTopic.MESSAGES, "");
        return messages -> log.write(messages, Said::conversation, said -> said.json());
    }

    void write(List<Said> messages) throws Exception;

    default UUID keep(Said message) throws Exception {
        keep(List.of(message));
        return message.id();
    }

    default List<UUID> keep(List<Said> messages) throws Exception {
        write(messages);
        return messages.stream().map(Said::id).toList();
    }

    /** Of an archive in this JVM. */
    @ApplicationScoped
    @Unremovable
    class Inside implements MessageDoor {

        private final MessageReader reader;
        private final MessageWriter writer;

        Inside(MessageReader reader, MessageWriter writer) {
            this.reader = reader;
            this.writer = writer;
        }

        @Override
        public void write(List<Said> messages) throws Exception {
            List<ArchivedMessage> rows = new ArrayList<>();
            for (Said message : messages) rows.add(reader.read(record(message)));
            writer.write(rows);
        }

        private static ConsumerRecord<String, byte[]> record(Said message) {
            return new ConsumerRecord<>(
                    "parley.messages",
                    0,
                    0,
                    message.conversation(),
                    message.json().getBytes(StandardCharsets.UTF_8));
        }
    }
}

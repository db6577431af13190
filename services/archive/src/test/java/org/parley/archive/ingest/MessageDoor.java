package org.parley.archive.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.parley.archive.Said;

/** Lets tests of reading archive as the consumer does, and go on when it is committed. */
@ApplicationScoped
public class MessageDoor {

    private final MessageReader reader;
    private final MessageWriter writer;

    MessageDoor(MessageReader reader, MessageWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    public UUID keep(Said message) throws Exception {
        keep(List.of(message));
        return message.id();
    }

    public List<UUID> keep(List<Said> messages) throws Exception {
        List<ArchivedMessage> rows = new ArrayList<>();
        for (Said message : messages) rows.add(reader.read(record(message)));
        writer.write(rows);
        return messages.stream().map(Said::id).toList();
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

package org.parley.archive.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.parley.archive.AMessage;
import org.parley.contracts.MessageSent;

/** Lets tests of reading archive as the consumer does, and go on when it is committed. */
@ApplicationScoped
public class MessageDoor {

    private final MessageReader reader;
    private final MessageWriter writer;
    private final ObjectMapper mapper;

    MessageDoor(MessageReader reader, MessageWriter writer, ObjectMapper mapper) {
        this.reader = reader;
        this.writer = writer;
        this.mapper = mapper;
    }

    public UUID keep(AMessage message) throws Exception {
        return keep(List.of(message.sent())).getFirst();
    }

    public List<UUID> keep(List<MessageSent> messages) throws Exception {
        List<ArchivedMessage> rows = new ArrayList<>();
        for (MessageSent message : messages) rows.add(reader.read(record(message)));
        writer.write(rows);
        return messages.stream().map(MessageSent::id).toList();
    }

    private ConsumerRecord<String, byte[]> record(MessageSent message) throws Exception {
        return new ConsumerRecord<>(
                "parley.messages", 0, 0, message.conversation(), mapper.writeValueAsBytes(message));
    }
}

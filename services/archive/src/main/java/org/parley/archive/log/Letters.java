package org.parley.archive.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.parley.contracts.KafkaTopic;
import org.parley.contracts.MessageRejected;
import org.parley.contracts.MessageSent;
import org.parley.contracts.Notices;
import org.parley.contracts.OutboundPublish;
import org.parley.contracts.ReceiptSent;
import org.parley.contracts.Topic;
import org.parley.contracts.UserId;

/** What a batch leads to on the log: receipts for what is stored, dead letters for what is not. */
@ApplicationScoped
@RegisterForReflection(
        targets = {
            MessageSent.class,
            ReceiptSent.class,
            MessageRejected.class,
            OutboundPublish.class
        })
public class Letters {

    private final LogWriter log;
    private final ObjectMapper mapper;
    private final Counter rejected;

    Letters(LogWriter log, ObjectMapper mapper, MeterRegistry meters) {
        this.log = log;
        this.mapper = mapper;
        this.rejected = meters.counter("parley.archive.rejected");
    }

    /** Returns when Kafka has all of them. Repeating is harmless. */
    public void send(List<OutboundPublish> outbound, List<DeadLetter> dead) throws Exception {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (OutboundPublish publish : outbound) records.add(outbound(publish));
        for (DeadLetter letter : dead) bury(letter, records);
        log.write(records);
        rejected.increment(dead.size());
    }

    /**
     * One record of the log as it is. Returns when Kafka has it.
     *
     * @throws LogAwayException Kafka does not take it now
     */
    public void write(String topic, String key, byte[] value) {
        try {
            log.write(List.of(new ProducerRecord<>(topic, key, value)));
        } catch (Exception e) {
            throw new LogAwayException(e);
        }
    }

    private void bury(DeadLetter letter, List<ProducerRecord<String, byte[]>> records)
            throws JsonProcessingException {
        MessageRejected content = letter.content();
        Log.warnf(
                "rejected from=%s topic=%s size=%d reason=%s",
                content.from(), content.topic(), content.size(), content.reason());
        records.add(record(KafkaTopic.REJECTED, content.from(), content));
        UserId sender = UserId.parse(content.from()).orElse(null);
        if (sender == null || !letter.tellSender()) return;
        records.add(
                outbound(
                        Notices.rejected(
                                sender,
                                content.topic(),
                                letter.id(),
                                content.reason(),
                                content.receivedAt())));
    }

    private ProducerRecord<String, byte[]> outbound(OutboundPublish publish)
            throws JsonProcessingException {
        return record(KafkaTopic.OUTBOUND, target(publish.topic()), publish);
    }

    /** Whom it goes to: the key, so that it stays in order for each. */
    private static String target(String path) {
        return switch (Topic.parse(path).orElseThrow()) {
            case Topic.StoredReceipt(UserId user) -> user.value();
            case Topic.UserNotice(UserId user) -> user.value();
            case Topic other ->
                    throw new IllegalArgumentException("not for one user: " + other.path());
        };
    }

    private ProducerRecord<String, byte[]> record(String topic, String key, Object value)
            throws JsonProcessingException {
        return new ProducerRecord<>(topic, key, mapper.writeValueAsBytes(value));
    }
}

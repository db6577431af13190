package org.parley.push.queue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.parley.contracts.GroupMember;
import org.parley.contracts.GroupState;
import org.parley.contracts.MessageSent;
import org.parley.contracts.ReceiptSent;
import org.parley.contracts.UserBlock;

/**
 * Reads the log's records. What cannot be read is passed over: the archive, which reads the same,
 * puts it among the dead letters.
 */
@ApplicationScoped
@RegisterForReflection(
        targets = {
            MessageSent.class,
            ReceiptSent.class,
            GroupState.class,
            GroupMember.class,
            GroupMember.Period.class,
            UserBlock.class
        })
class LogRecords {

    private final ObjectMapper mapper;
    private final Counter unreadable;

    LogRecords(ObjectMapper mapper, MeterRegistry meters) {
        this.mapper = mapper;
        this.unreadable = meters.counter("parley.push.unreadable");
    }

    <T> Optional<T> read(ConsumerRecord<String, byte[]> record, Class<T> type) {
        try {
            if (record.value() != null)
                return Optional.ofNullable(mapper.readValue(record.value(), type));
        } catch (IOException e) {
            passOver(record, e.getClass().getSimpleName());
            return Optional.empty();
        }
        passOver(record, "no value");
        return Optional.empty();
    }

    void passOver(ConsumerRecord<String, byte[]> record, String reason) {
        unreadable.increment();
        Log.warnf(
                "record passed over topic=%s partition=%d offset=%d reason=%s",
                record.topic(), record.partition(), record.offset(), reason);
    }
}

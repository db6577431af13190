package org.parley.presence.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.parley.contracts.AccessKey;
import org.parley.contracts.GroupMember;
import org.parley.contracts.GroupState;
import org.parley.presence.PresenceConfig;
import org.parley.presence.start.Migration;
import org.parley.presence.start.Patience;
import org.parley.presence.start.Waiting;

/**
 * Takes groups, members and blocks from the log, from its beginning. The offset moves on only when
 * PostgreSQL has them; read again as a whole, the log makes the same tables.
 */
@ApplicationScoped
@RegisterForReflection(targets = {GroupState.class, GroupMember.class, GroupMember.Period.class})
class AccessConsumer {

    private final ObjectMapper mapper;
    private final Relations relations;
    private final Migration migration;
    private final Patience patience;
    private final Counter unreadable;

    AccessConsumer(
            ObjectMapper mapper,
            Relations relations,
            Migration migration,
            Waiting waiting,
            PresenceConfig config,
            MeterRegistry meters) {
        this.mapper = mapper;
        this.relations = relations;
        this.migration = migration;
        this.unreadable = meters.counter("parley.presence.unreadable");
        this.patience =
                new Patience(
                        waiting, "keep who knows whom", config.firstPause(), config.longestPause());
    }

    @Incoming("access")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        Changes changes = new Changes();
        for (ConsumerRecord<String, byte[]> record : records) read(record, changes);
        if (changes.isEmpty()) return;
        patience.untilDone(() -> {
            migration.await();
            relations.write(changes);
        });
    }

    private void read(ConsumerRecord<String, byte[]> record, Changes changes) {
        AccessKey key = AccessKey.parse(String.valueOf(record.key())).orElse(null);
        // What we write ourselves, and what a newer release may write.
        if (!(key instanceof AccessKey.FromGroups ofGroups)) return;
        try {
            read(ofGroups, record.value(), changes);
        } catch (IOException | RuntimeException e) {
            unreadable.increment();
            Log.warnf(
                    "record skipped topic=%s partition=%d offset=%d key=%s",
                    record.topic(), record.partition(), record.offset(), key.value());
        }
    }

    private void read(AccessKey.FromGroups key, byte[] value, Changes changes) throws IOException {
        switch (key) {
            case AccessKey.Group group ->
                    changes.of(group, mapper.readValue(value, GroupState.class));
            case AccessKey.Member member ->
                    changes.of(member, mapper.readValue(value, GroupMember.class));
            case AccessKey.Block block -> changes.of(block, value != null);
        }
    }
}

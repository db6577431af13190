package org.parley.push.queue;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.parley.contracts.AccessKey;
import org.parley.contracts.GroupMember;
import org.parley.contracts.GroupState;
import org.parley.push.PushConfig;
import org.parley.push.start.Migration;
import org.parley.push.start.Patience;
import org.parley.push.start.Waiting;

/**
 * Takes groups, members and blocks from the log, from its beginning: read again as a whole, the log
 * makes the same tables.
 */
@ApplicationScoped
class AccessConsumer {

    private final LogRecords records;
    private final AccessRows rows;
    private final Migration migration;
    private final Patience patience;

    AccessConsumer(
            LogRecords records,
            AccessRows rows,
            Migration migration,
            Waiting waiting,
            PushConfig config) {
        this.records = records;
        this.rows = rows;
        this.migration = migration;
        this.patience =
                new Patience(
                        waiting,
                        "take in groups and blocks",
                        config.firstPause(),
                        config.longestPause());
    }

    @Incoming("access")
    @Blocking
    void on(ConsumerRecords<String, byte[]> batch) {
        List<GroupState> groups = new ArrayList<>();
        List<GroupMember> members = new ArrayList<>();
        Map<AccessKey.Block, Boolean> blocks = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : batch) {
            AccessKey key =
                    record.key() == null ? null : AccessKey.parse(record.key()).orElse(null);
            switch (key) {
                case AccessKey.Group group ->
                        records.read(record, GroupState.class)
                                .filter(state -> group.group().value().equals(state.group()))
                                .ifPresent(groups::add);
                case AccessKey.Member member ->
                        records.read(record, GroupMember.class)
                                .filter(one ->
                                        member.group().value().equals(one.group())
                                                && member.user().value().equals(one.user()))
                                .ifPresent(members::add);
                case AccessKey.Block block -> blocks.put(block, record.value() != null);
                // Who sees whose presence, and what a newer release may write.
                case AccessKey.FromPresence _ -> {}
                case null -> {}
            }
        }
        patience.untilDone(() -> {
            migration.await();
            rows.write(groups, members, blocks);
        });
    }
}

package org.parley.push.queue;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.parley.push.PushConfig;

/**
 * Keeps messages waiting after a start until it is known who was in which group at that time: who
 * had joined while push was away is told, and who had left is not. Afterwards a change is known
 * within moments of being made.
 */
@ApplicationScoped
class AccessGate {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Object> kafka;
    private final String topic;
    private final String group;
    private Map<TopicPartition, Long> ends = Map.of();
    private volatile boolean open;

    @Inject
    AccessGate(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            PushConfig config,
            @ConfigProperty(name = "mp.messaging.incoming.access.group.id") String group) {
        this(kafka, config.accessTopic(), group);
    }

    AccessGate(Map<String, Object> kafka, String topic, String group) {
        this.kafka = new HashMap<>(kafka);
        this.topic = topic;
        this.group = group;
        this.kafka.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
        this.kafka.put("request.timeout.ms", (int) PATIENCE.toMillis() / 2);
        this.kafka.remove("group.id");
        this.kafka.put("enable.auto.commit", "false");
    }

    /** Throws while something of before the start is still to be read. */
    void await() throws Exception {
        if (open) return;
        try (KafkaConsumer<byte[], byte[]> reader =
                new KafkaConsumer<>(
                        kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            if (ends.isEmpty()) ends = reader.endOffsets(partitions(reader), PATIENCE);
            Map<TopicPartition, OffsetAndMetadata> done = committed();
            reader.assign(ends.keySet());
            for (TopicPartition partition : ends.keySet()) {
                OffsetAndMetadata at = done.get(partition);
                if (at == null) reader.seekToBeginning(Set.of(partition));
                else reader.seek(partition, at);
            }
            if (isAnythingLeft(reader))
                throw new IllegalStateException("groups and blocks are still being read");
        }
        open = true;
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> reader) {
        return reader.partitionsFor(topic, PATIENCE).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() throws Exception {
        try (Admin admin = Admin.create(kafka)) {
            return admin
                    .listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .entrySet()
                    .stream()
                    .filter(entry -> entry.getValue() != null)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    /** A transaction's marker takes an offset and is no record: only reading tells. */
    private boolean isAnythingLeft(KafkaConsumer<byte[], byte[]> reader) {
        while (ends.entrySet().stream()
                .anyMatch(end -> reader.position(end.getKey(), PATIENCE) < end.getValue())) {
            for (var record : reader.poll(Duration.ofMillis(200))) {
                Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
                if (end != null && record.offset() < end) return true;
            }
        }
        return false;
    }
}

package org.parley.groups.check;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.AccessKey;
import org.parley.groups.GroupsConfig;

/** Replays the log of states, the way every other service does at its start. */
@ApplicationScoped
class LogReader {

    private final Map<String, Object> settings;
    private final Prints prints;
    private final GroupsConfig config;

    LogReader(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Prints prints,
            GroupsConfig config) {
        this.prints = prints;
        this.config = config;
        this.settings = new HashMap<>(kafka);
        int deadline = (int) config.patience().toMillis();
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, deadline);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, deadline / 2);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "parley-groups-check");
    }

    /** A place on the log, open for reading on from there. */
    final class Replay implements AutoCloseable {

        private final KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer());

        Replay() {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(config.accessTopic()).stream()
                            .map(one -> new TopicPartition(one.topic(), one.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        /** Up to what is there now. Without a print: what the key stood for has ended. */
        void readOn(BiConsumer<String, @Nullable Print> each) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            long limit = System.nanoTime() + config.patience().toNanos();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                var records = consumer.poll(Duration.ofMillis(200));
                if (!records.isEmpty()) limit = System.nanoTime() + config.patience().toNanos();
                if (System.nanoTime() > limit) throw new TimeoutException("Kafka sends nothing");
                records.forEach(record -> read(record, each));
            }
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    Replay replay() {
        return new Replay();
    }

    private void read(
            ConsumerRecord<String, byte[]> record, BiConsumer<String, @Nullable Print> each) {
        // Others write there too, and a newer release may write more.
        if (!(AccessKey.parse(String.valueOf(record.key())).orElse(null)
                instanceof AccessKey.FromGroups key)) return;
        byte[] value = record.value();
        each.accept(key.value(), value == null ? null : prints.of(key, value));
    }
}

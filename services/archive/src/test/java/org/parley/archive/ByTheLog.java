package org.parley.archive;

import static org.awaitility.Awaitility.await;

import io.quarkus.arc.Arc;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.parley.testkit.Stack;

/**
 * The way into an archive that is another process: writes to the log, and goes on when the archive
 * has committed the offset, so when what was written can be read.
 */
public final class ByTheLog {

    private static final long LIMIT_SECONDS = 60;

    /** One for all, so that the archive reads everything in the order in which it was written. */
    private static final int PARTITION = 0;

    private final TopicPartition partition;
    private final String group;

    /**
     * One.
     *
     * @param suffix of the group in which the archive reads the topic
     */
    public ByTheLog(String topic, String suffix) {
        this.partition = new TopicPartition(topic, PARTITION);
        this.group = ArchiveUnderTest.group() + suffix;
    }

    /** Whether the archive is not in this JVM. */
    public static boolean isTheOnlyWay() {
        return Arc.container() == null;
    }

    public <T> void write(List<T> all, Function<T, String> key, Function<T, String> value)
            throws Exception {
        long last = -1;
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", Stack.shared().kafka(), "acks", "all"),
                        new StringSerializer(),
                        new StringSerializer())) {
            List<Future<RecordMetadata>> sent =
                    all.stream()
                            .map(one -> record(key.apply(one), value.apply(one)))
                            .map(producer::send)
                            .toList();
            for (Future<RecordMetadata> one : sent)
                last = one.get(LIMIT_SECONDS, TimeUnit.SECONDS).offset();
        }
        awaitCommitted(last + 1);
    }

    private ProducerRecord<String, String> record(String key, String value) {
        return new ProducerRecord<>(partition.topic(), PARTITION, key, value);
    }

    private void awaitCommitted(long offset) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Stack.shared().kafka()))) {
            await(group + " at " + offset + " of " + partition)
                    .atMost(Duration.ofSeconds(LIMIT_SECONDS))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> committed(admin) >= offset);
        }
    }

    private long committed(Admin admin) throws Exception {
        OffsetAndMetadata committed =
                admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                        .get(partition);
        return committed == null ? -1 : committed.offset();
    }
}

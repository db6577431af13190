package org.parley.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A topic from its beginning. What was read once is not fetched again: tests look ten times a
 * second.
 */
final class TopicReader {

    private final String topic;
    private final KafkaConsumer<String, String> consumer;
    private final List<ConsumerRecord<String, String>> seen = new ArrayList<>();
    private List<TopicPartition> partitions = List.of();

    TopicReader(String servers, String topic) {
        this.topic = topic;
        this.consumer =
                new KafkaConsumer<>(
                        // Without a group: a Kafka remembers each, and says so at its next start.
                        Map.of(
                                "bootstrap.servers",
                                servers,
                                "enable.auto.commit",
                                "false",
                                "client.id",
                                "testkit-" + UUID.randomUUID()),
                        new StringDeserializer(),
                        new StringDeserializer());
    }

    /** All up to what is its end now, in the order of each partition; none if there is no topic. */
    synchronized List<ConsumerRecord<String, String>> all() {
        if (partitions.isEmpty()) assign();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue()))
            consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
        return List.copyOf(seen);
    }

    private void assign() {
        partitions =
                consumer.listTopics().getOrDefault(topic, List.of()).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }
}

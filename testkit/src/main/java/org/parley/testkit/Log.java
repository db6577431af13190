package org.parley.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka, read and written for assertions. */
public final class Log {

    private final String servers;

    public Log(Stack stack) {
        this.servers = stack.kafka();
    }

    /**
     * All that a topic has now and that matches, in the order of each partition; none if no topic.
     */
    public List<ConsumerRecord<String, String>> read(
            String topic, Predicate<ConsumerRecord<String, String>> matches) {
        List<ConsumerRecord<String, String>> found = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = consumer()) {
            List<TopicPartition> partitions = partitionsOf(topic, consumer);
            if (partitions.isEmpty()) return found;
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue()))
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> {
                            if (matches.test(record)) found.add(record);
                        });
        }
        return found;
    }

    public List<ConsumerRecord<String, String>> withKey(String topic, String key) {
        return read(topic, record -> key.equals(record.key()));
    }

    /** Puts a record there and waits until Kafka has it. */
    public void write(String topic, String key, String value) {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", servers, "acks", "all"),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("Kafka did not take a record for " + topic, e);
        }
    }

    private static List<TopicPartition> partitionsOf(
            String topic, KafkaConsumer<String, String> consumer) {
        var known = consumer.listTopics().getOrDefault(topic, List.of());
        return known.stream().map(p -> new TopicPartition(topic, p.partition())).toList();
    }

    private KafkaConsumer<String, String> consumer() {
        return new KafkaConsumer<>(
                // Without a group: a Kafka remembers each, and says so at its next start.
                Map.of("bootstrap.servers", servers, "enable.auto.commit", "false"),
                new StringDeserializer(),
                new StringDeserializer());
    }
}

package org.parley.testkit;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka, read and written for assertions. Connections are kept for as long as the JVM lives. */
public final class Log {

    private static final Map<String, KafkaProducer<String, String>> WRITERS =
            new ConcurrentHashMap<>();
    private static final Map<String, TopicReader> READERS = new ConcurrentHashMap<>();

    private final String servers;

    public Log(Stack stack) {
        this.servers = stack.kafka();
    }

    /**
     * All that a topic has now and that matches, in the order of each partition; none if no topic.
     */
    public List<ConsumerRecord<String, String>> read(
            String topic, Predicate<ConsumerRecord<String, String>> matches) {
        TopicReader reader =
                READERS.computeIfAbsent(
                        servers + "/" + topic, _ -> new TopicReader(servers, topic));
        return reader.all().stream().filter(matches).toList();
    }

    public List<ConsumerRecord<String, String>> withKey(String topic, String key) {
        return read(topic, record -> key.equals(record.key()));
    }

    /** Puts a record there and waits until Kafka has it. */
    public void write(String topic, String key, String value) {
        try {
            WRITERS.computeIfAbsent(servers, Log::writer)
                    .send(new ProducerRecord<>(topic, key, value))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("Kafka did not take a record for " + topic, e);
        }
    }

    private static KafkaProducer<String, String> writer(String servers) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "acks",
                        "all",
                        "client.id",
                        "testkit-" + UUID.randomUUID()),
                new StringSerializer(),
                new StringSerializer());
    }
}

package org.parley.push.queue;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.testkit.Stack;

/** What was written before the start keeps the gate shut; what comes after it does not. */
class AccessGateIT {

    private static final int PARTITIONS = 2;

    private final String topic = "access-gate-" + UUID.randomUUID();
    private final Map<String, Object> kafka =
            Map.of("bootstrap.servers", Stack.shared().kafka(), "group.id", "not-this-one");
    private final Admin admin = Admin.create(kafka);
    private final AccessGate gate = new AccessGate(kafka, topic, topic);

    @BeforeEach
    void createTopic() throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
    }

    @AfterEach
    void deleteTopic() throws Exception {
        admin.deleteTopics(List.of(topic)).all().get();
        admin.close();
    }

    @Test
    void whereNothingWasEverWrittenItIsOpen() {
        isOpen();
    }

    @Test
    void whatNobodyHasReadYetKeepsItShut() throws Exception {
        write(1, 3);

        isShut();
    }

    @Test
    void onePartitionThatIsBehindKeepsItShut() throws Exception {
        write(0, 3);
        write(1, 3);
        read(0, 3);
        read(1, 2);

        isShut();

        read(1, 3);
        isOpen();
    }

    @Test
    void aTransactionsMarkerIsNothingToRead() throws Exception {
        writeInTransaction(0, 2);
        read(0, 2);

        isOpen();
    }

    @Test
    void whatComesAfterTheStartDoesNotHoldUp() throws Exception {
        write(0, 1);
        isShut();

        write(0, 5);
        read(0, 1);

        isOpen();
    }

    @Test
    void onceOpenItStaysOpen() throws Exception {
        isOpen();

        write(0, 1);

        isOpen();
    }

    private void isOpen() {
        assertThatCode(gate::await).doesNotThrowAnyException();
    }

    private void isShut() {
        assertThatThrownBy(gate::await).hasMessageContaining("still being read");
    }

    private void write(int partition, int records) throws Exception {
        try (KafkaProducer<String, String> producer = producer(Map.of())) {
            send(producer, partition, records);
        }
    }

    private void writeInTransaction(int partition, int records) throws Exception {
        try (KafkaProducer<String, String> producer = producer(Map.of("transactional.id", topic))) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, partition, records);
            producer.commitTransaction();
        }
    }

    private void send(KafkaProducer<String, String> producer, int partition, int records)
            throws Exception {
        for (int i = 0; i < records; i++)
            producer.send(new ProducerRecord<>(topic, partition, "key", "{}"));
        producer.flush();
    }

    private KafkaProducer<String, String> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", Stack.shared().kafka());
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    /** As the service's consumer does it. */
    private void read(int partition, long upTo) throws Exception {
        admin.alterConsumerGroupOffsets(
                        topic,
                        Map.of(new TopicPartition(topic, partition), new OffsetAndMetadata(upTo)))
                .all()
                .get();
    }
}

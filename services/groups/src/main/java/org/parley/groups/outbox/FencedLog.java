package org.parley.groups.outbox;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.parley.groups.GroupsConfig;

/**
 * Kafka, for one writer at a time. Opening it shuts out whoever had it open before: what a relay
 * that died, froze or lost its lock still had on its way can never land behind what the next one
 * wrote, so the newest record of a key is the newest state. That is all that the transactions are
 * for; readers need not care for them.
 */
@ApplicationScoped
class FencedLog {

    private final Map<String, Object> settings;
    private final Duration patience;
    private @Nullable Producer<String, String> producer;

    FencedLog(@Identifier("default-kafka-broker") Map<String, Object> kafka, GroupsConfig config) {
        this.patience = config.patience();
        this.settings = new HashMap<>(kafka);
        int deadline = (int) patience.toMillis();
        settings.put(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG, "parley-groups." + config.accessTopic());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, deadline);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, deadline / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deadline);
        // A batch is many exchanges.
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 4 * deadline);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "parley-groups");
    }

    /** From now on nobody else writes, until he opens it. */
    void open() {
        close();
        producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        producer.initTransactions();
    }

    /** Part after part: the next one begins when Kafka has the one before. */
    void write(List<List<Letter>> parts) throws Exception {
        Producer<String, String> open = Objects.requireNonNull(producer, "not open");
        open.beginTransaction();
        for (List<Letter> part : parts) write(open, part);
        open.commitTransaction();
    }

    private void write(Producer<String, String> open, List<Letter> letters) throws Exception {
        List<Future<RecordMetadata>> sent =
                letters.stream()
                        .map(letter ->
                                open.send(
                                        new ProducerRecord<>(
                                                letter.topic(), letter.key(), letter.value())))
                        .toList();
        for (Future<RecordMetadata> one : sent) one.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void close() {
        if (producer == null) return;
        producer.close(Duration.ZERO);
        producer = null;
    }
}

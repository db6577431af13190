package org.parley.presence.log;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.parley.presence.PresenceConfig;

/** Writes records and returns when Kafka has them all; otherwise throws, and the caller repeats. */
@ApplicationScoped
public class LogWriter {

    private final Map<String, Object> settings;
    private final Duration patience;
    private @Nullable Producer<String, byte[]> producer;

    LogWriter(
            @Identifier("default-kafka-broker") Map<String, Object> kafka, PresenceConfig config) {
        this.patience = config.patience();
        this.settings = new HashMap<>(kafka);
        int deadline = (int) patience.toMillis();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, deadline / 2);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, deadline / 2);
        // Until the flush, so that a batch's records go out together.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deadline);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "parley-presence");
    }

    public void write(List<ProducerRecord<String, byte[]>> records) throws Exception {
        if (records.isEmpty()) return;
        try {
            Producer<String, byte[]> open = open();
            List<Future<RecordMetadata>> sent = records.stream().map(open::send).toList();
            open.flush();
            for (Future<RecordMetadata> one : sent)
                one.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            // An idempotent producer may be of no use after a failure.
            close();
            throw e;
        }
    }

    // Several write; and it is opened late, because Kafka's name may not resolve at start.
    private synchronized Producer<String, byte[]> open() {
        if (producer == null)
            producer =
                    new KafkaProducer<>(
                            settings, new StringSerializer(), new ByteArraySerializer());
        return producer;
    }

    @PreDestroy
    synchronized void close() {
        if (producer == null) return;
        producer.close(Duration.ZERO);
        producer = null;
    }
}

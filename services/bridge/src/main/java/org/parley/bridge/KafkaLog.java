package org.parley.bridge;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Appends to the log: acknowledged by all replicas, in the order of the calls, tried until Kafka is
 * there again however long that takes. {@link #append} waits while Kafka is away and the buffer is
 * full, so it must never be called on an event loop.
 */
@Singleton
class KafkaLog {

    /** Told once, on Kafka's thread, when all records of a call are settled. */
    interface Settled {
        /** Null where Kafka has them all; else the first failure. */
        void settled(@Nullable Exception failure);
    }

    private final KafkaProducer<byte[], byte[]> producer;

    @Inject
    KafkaLog(@Identifier("default-kafka-broker") Map<String, Object> kafka, BridgeConfig config) {
        producer =
                new KafkaProducer<>(
                        settings(kafka, config),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    private static Map<String, Object> settings(Map<String, Object> kafka, BridgeConfig config) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "parley-bridge-" + config.instance());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A partition that was led by nobody for a moment may take the second request and never the
        // first again (KAFKA-14359), which would then be tried for ever.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, (int) config.linger().toMillis());
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, config.compression());
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        // A topic that was missing, or a broker that moved, is found again within this time.
        settings.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
        return settings;
    }

    /** Appends them all, and says so when the last one is settled. */
    void append(List<LogRecord> records, Trace trace, Settled settled) {
        Countdown countdown = new Countdown(records.size(), settled);
        for (LogRecord record : records) {
            ProducerRecord<byte[], byte[]> outgoing = record.toProducerRecord();
            trace.inject(outgoing.headers());
            // The callback says it all; the future would say it again.
            Future<?> _ = producer.send(outgoing, (_, failure) -> countdown.oneSettled(failure));
        }
    }

    private static final class Countdown {
        private final AtomicInteger open;
        private final Settled settled;
        private volatile @Nullable Exception first;

        Countdown(int records, Settled settled) {
            open = new AtomicInteger(records);
            this.settled = settled;
        }

        void oneSettled(@Nullable Exception failure) {
            if (failure != null) first = failure;
            if (open.decrementAndGet() == 0) settled.settled(first);
        }
    }

    /** What is not acknowledged by then is delivered by MQTT again after the next start. */
    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(2));
    }
}

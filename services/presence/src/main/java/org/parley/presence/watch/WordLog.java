package org.parley.presence.watch;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.parley.presence.PresenceConfig;

/** The log of what devices say, of which each instance reads its partitions. */
@ApplicationScoped
@RegisterForReflection(targets = CooperativeStickyAssignor.class)
class WordLog {

    /** After kill -9 another instance takes over after this. */
    static final Duration SESSION = Duration.ofSeconds(10);

    private final Map<String, Object> settings;

    WordLog(@Identifier("default-kafka-broker") Map<String, Object> kafka, PresenceConfig config) {
        settings = new HashMap<>(kafka);
        int deadline = (int) config.patience().toMillis();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.group());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "parley-presence");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, deadline);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, deadline / 2);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION.toMillis());
        // An instance that comes or goes interrupts nobody else's partitions.
        settings.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
    }

    Consumer<String, byte[]> open() {
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}

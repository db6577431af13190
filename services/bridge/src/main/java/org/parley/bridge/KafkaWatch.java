package org.parley.bridge;

import io.quarkus.logging.Log;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.parley.bridge.Conditions.Part;
import org.parley.contracts.KafkaTopic;

/** Creates the topics that are missing, as soon as Kafka is there, and watches whether it stays. */
@Singleton
class KafkaWatch {

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Admin admin;
    private final String servers;
    private final BridgeConfig config;
    private final Conditions conditions;
    private final Thread thread = Thread.ofVirtual().name("kafka-watch").unstarted(this::watch);

    @Inject
    KafkaWatch(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            BridgeConfig config,
            Conditions conditions) {
        Map<String, Object> settings = new HashMap<>(kafka);
        int patience = (int) PATIENCE.toMillis();
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patience);
        this.admin = Admin.create(settings);
        this.servers = String.valueOf(settings.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
        this.config = config;
        this.conditions = conditions;
    }

    void start() {
        thread.start();
    }

    private void watch() {
        Backoff backoff = new Backoff();
        try {
            while (!Thread.currentThread().isInterrupted())
                Thread.sleep(look() ? INTERVAL : backoff.next());
        } catch (InterruptedException e) {
            Log.debug("stopped");
        }
    }

    private boolean look() throws InterruptedException {
        try {
            createMissingTopics();
            conditions.ready(Part.KAFKA);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            conditions.waiting(Part.KAFKA, servers + " does not answer as it should: " + nameOf(e));
            return false;
        }
    }

    /** Kafka's messages name times and attempts; what is wrong is in the class's name. */
    private static String nameOf(Exception e) {
        Throwable cause = e.getCause();
        return (cause == null ? e : cause).getClass().getSimpleName();
    }

    private void createMissingTopics()
            throws ExecutionException, TimeoutException, InterruptedException {
        Set<String> present =
                admin.listTopics().names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        List<NewTopic> missing =
                KafkaTopic.ALL.stream()
                        .filter(topic -> !present.contains(topic.name()))
                        .map(this::described)
                        .toList();
        for (NewTopic topic : missing) create(topic);
    }

    private void create(NewTopic topic)
            throws ExecutionException, TimeoutException, InterruptedException {
        try {
            admin.createTopics(List.of(topic))
                    .all()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            Log.infof("created topic=%s partitions=%d", topic.name(), topic.numPartitions());
        } catch (ExecutionException e) {
            boolean somebodyElseDid = e.getCause() instanceof TopicExistsException;
            if (!somebodyElseDid) throw e;
        }
    }

    private NewTopic described(KafkaTopic topic) {
        NewTopic described = new NewTopic(topic.name(), config.partitions(), config.replication());
        return topic.compacted()
                ? described.configs(
                        Map.of(
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                TopicConfig.CLEANUP_POLICY_COMPACT))
                : described;
    }

    @PreDestroy
    void stop() {
        thread.interrupt();
        admin.close(Duration.ZERO);
    }
}

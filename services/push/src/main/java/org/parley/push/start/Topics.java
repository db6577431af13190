package org.parley.push.start;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.parley.contracts.KafkaTopic;
import org.parley.push.PushConfig;

/** Creates the log's topics that are missing, so that no service depends on another's start. */
@ApplicationScoped
class Topics {

    private final Map<String, Object> kafka;
    private final PushConfig config;
    private final Patience patience;
    private volatile boolean there;

    Topics(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Waiting waiting,
            PushConfig config) {
        this.kafka = kafka;
        this.config = config;
        this.patience =
                new Patience(
                        waiting, "find Kafka's topics", config.firstPause(), config.longestPause());
    }

    void onStart(@Observes StartupEvent event) {
        Thread.ofVirtual().name("topics").start(() -> patience.untilDone(this::createMissing));
    }

    private void createMissing() throws Exception {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("default.api.timeout.ms", 10_000);
        settings.put("request.timeout.ms", 5_000);
        try (Admin admin = Admin.create(settings)) {
            Set<String> known = admin.listTopics().names().get(10, TimeUnit.SECONDS);
            for (KafkaTopic topic : KafkaTopic.ALL)
                if (!known.contains(ours(topic).name())) create(admin, ours(topic));
        }
        there = true;
    }

    boolean areThere() {
        return there;
    }

    private KafkaTopic ours(KafkaTopic topic) {
        return topic.name().equals(KafkaTopic.ACCESS)
                ? new KafkaTopic(config.accessTopic(), topic.compacted())
                : topic;
    }

    private void create(Admin admin, KafkaTopic topic) throws Exception {
        try {
            admin.createTopics(List.of(describe(topic))).all().get(10, TimeUnit.SECONDS);
            Log.infof(
                    "topic created name=%s partitions=%d", topic.name(), config.topicPartitions());
        } catch (ExecutionException e) {
            // Another service was faster.
            if (!(e.getCause() instanceof TopicExistsException)) throw e;
        }
    }

    private NewTopic describe(KafkaTopic topic) {
        NewTopic asked =
                new NewTopic(topic.name(), config.topicPartitions(), config.topicReplicas());
        return topic.compacted()
                ? asked.configs(
                        Map.of(
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                TopicConfig.CLEANUP_POLICY_COMPACT))
                : asked;
    }
}

package org.parley.archive.start;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.Metric;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when history can be asked: PostgreSQL answers and the schema is there. Kafka's state is
 * told as well; but once it was there, its absence takes nothing away from who asks, so it does not
 * make us unready.
 */
@Readiness
@ApplicationScoped
class ArchiveReadiness implements HealthCheck {

    private final Waiting waiting;
    private final Migration migration;
    private final Pool pool;
    private final KafkaClientService kafka;
    private volatile boolean kafkaSeen;

    ArchiveReadiness(Waiting waiting, Migration migration, Pool pool, KafkaClientService kafka) {
        this.waiting = waiting;
        this.migration = migration;
        this.pool = pool;
        this.kafka = kafka;
    }

    @Override
    public HealthCheckResponse call() {
        String postgres = postgres();
        boolean consuming = Stream.of("messages", "receipts", "access").allMatch(this::isConnected);
        kafkaSeen |= consuming;
        HealthCheckResponseBuilder response = HealthCheckResponse.named("archive");
        response.withData("PostgreSQL", postgres);
        response.withData("Kafka", consuming ? "connected" : "waiting for a connection");
        for (Map.Entry<String, String> reason : waiting.reasons().entrySet())
            response.withData("waiting to " + reason.getKey(), reason.getValue());
        return response.status(postgres.equals("ready") && kafkaSeen).build();
    }

    private String postgres() {
        if (!migration.isDone()) return "waiting for the migration";
        try {
            pool.query("SELECT 1")
                    .execute()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(3, TimeUnit.SECONDS);
            return "ready";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        } catch (Exception e) {
            return Patience.describe(e);
        }
    }

    /** Whether the channel's consumer polls and has a connection. */
    private boolean isConnected(String channel) {
        KafkaConsumer<?, ?> consumer = kafka.getConsumer(channel);
        return consumer != null
                && metric(consumer, "connection-count") > 0
                && metric(consumer, "last-poll-seconds-ago") < 60;
    }

    private static double metric(KafkaConsumer<?, ?> consumer, String name) {
        return consumer.unwrap().metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals(name))
                .filter(metric -> metric.metricName().group().equals("consumer-metrics"))
                .map(Metric::metricValue)
                .filter(Number.class::isInstance)
                .mapToDouble(value -> ((Number) value).doubleValue())
                .findFirst()
                .orElse(0);
    }
}

package org.parley.presence.start;

import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when presence can be asked for: PostgreSQL answers and the schema is there. Kafka must have
 * been there once; later its absence, or the broker's, only lets presence grow old, which is told
 * as well.
 */
@Readiness
@ApplicationScoped
class PresenceReadiness implements HealthCheck {

    private final Waiting waiting;
    private final Migration migration;
    private final Topics topics;
    private final Pool pool;

    PresenceReadiness(Waiting waiting, Migration migration, Topics topics, Pool pool) {
        this.waiting = waiting;
        this.migration = migration;
        this.topics = topics;
        this.pool = pool;
    }

    @Override
    public HealthCheckResponse call() {
        String postgres = postgres();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("presence");
        response.withData("PostgreSQL", postgres);
        response.withData("Kafka", topics.areThere() ? "seen" : "waiting for the topics");
        for (Map.Entry<String, String> reason : waiting.reasons().entrySet())
            response.withData("waiting to " + reason.getKey(), reason.getValue());
        return response.status(postgres.equals("ready") && topics.areThere()).build();
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
}

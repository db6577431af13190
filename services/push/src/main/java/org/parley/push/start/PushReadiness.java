package org.parley.push.start;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.parley.push.store.Database;

/**
 * Ready when devices can register: PostgreSQL answers and the schema is there. Kafka must have been
 * there once; later its absence only lets the log wait, which is told as well.
 */
@Readiness
@ApplicationScoped
class PushReadiness implements HealthCheck {

    private final Waiting waiting;
    private final Migration migration;
    private final Topics topics;
    private final Database database;

    PushReadiness(Waiting waiting, Migration migration, Topics topics, Database database) {
        this.waiting = waiting;
        this.migration = migration;
        this.topics = topics;
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        String postgres = postgres();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("push");
        response.withData("PostgreSQL", postgres);
        response.withData("Kafka", topics.areThere() ? "seen" : "waiting for the topics");
        for (Map.Entry<String, String> reason : waiting.reasons().entrySet())
            response.withData("waiting to " + reason.getKey(), reason.getValue());
        return response.status(postgres.equals("ready") && topics.areThere()).build();
    }

    private String postgres() {
        if (!migration.isDone()) return "waiting for the migration";
        try {
            database.query("SELECT 1 AS one", row -> row.number("one"));
            return "ready";
        } catch (Exception e) {
            return Patience.describe(e);
        }
    }
}

package org.parley.groups.outbox;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.parley.groups.GroupsProfile;

@QuarkusTest
@TestProfile(GroupsProfile.class)
class BacklogIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject Pool pool;

    @Test
    void aChangeThatCannotBeToldIsSeenToWait() {
        run("INSERT INTO outbox (letters) VALUES ('\"no letters\"')");
        try {
            isTold("parley_groups_outbox 1.0");
        } finally {
            run("DELETE FROM outbox WHERE letters::text LIKE '%no letters%'");
        }
        isTold("parley_groups_outbox 0.0");
    }

    private static void isTold(String line) {
        await().atMost(PATIENCE).until(() -> given().get("/q/metrics").asString().contains(line));
    }

    private void run(String sql) {
        pool.query(sql).execute().toCompletionStage().toCompletableFuture().join();
    }
}

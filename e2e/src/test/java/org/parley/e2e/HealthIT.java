package org.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** An operator's console shows what the running services really do. */
@Isolated("wants all hops up")
class HealthIT {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Parley parley = Parley.running();
    private final String web = parley.stack().serviceUrl("web");

    @BeforeEach
    void theWebServerIsThere() {
        assumeTrue(!web.isEmpty(), "the web client is not in this build: no Node.js");
        parley.awaitAllReady();
    }

    @Test
    void everyHopIsUpAndAMessageLeavesItsTraceInTheNumbers() {
        await().untilAsserted(() -> {
            assertThat(health().path("services"))
                    .hasSize(6)
                    .allMatch(service -> service.path("state").asText().equals("up"));
        });
        try (Person alice = parley.person("alice");
                Person bob = parley.person("bob")) {
            bob.online();
            alice.online();
            await().untilAsserted(() -> {
                String id = Messages.id();
                alice.says(bob, Messages.text(id, "hello"));
                await().until(() -> alice.stored().contains(id));
                JsonNode health = health();
                assertThat(values(health, "messagesPerSecond", "accepted")).anyMatch(v -> v > 0);
                assertThat(values(health, "messagesPerSecond", "archived")).anyMatch(v -> v > 0);
                assertThat(values(health, "publishToArchivedMs", "p99")).anyMatch(v -> v > 0);
                assertThat(values(health, "publishToKafkaMs", "p50")).anyMatch(v -> v > 0);
                assertThat(values(health, "connections", "people")).anyMatch(v -> v > 0);
            });
        }
        JsonNode health = health();
        for (String hop : List.of("bridge", "archive", "outbound", "groups", "push"))
            assertThat(values(health, "backlog", hop)).as(hop).isNotEmpty();
        for (String reason : List.of("json", "postgresql", "outbound"))
            assertThat(values(health, "rejectedPerSecond", reason)).as(reason).isNotEmpty();
        assertThat(values(health, "presenceUsers", "online")).isNotEmpty();
        assertThat(values(health, "pushOutcomesPerSecond", "web-push accepted")).isNotEmpty();
    }

    private JsonNode health() {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(web + "/api/health"))
                        .header("Authorization", "Bearer " + parley.token("operator"))
                        .build();
        try {
            return Json.parse(HTTP.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Those that are known. */
    private static List<Double> values(JsonNode health, String group, String line) {
        List<Double> known = new ArrayList<>();
        for (JsonNode value : health.path("series").path(group).path(line))
            if (value.isNumber()) known.add(value.asDouble());
        return known;
    }
}

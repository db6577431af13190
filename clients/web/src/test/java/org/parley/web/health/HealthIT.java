package org.parley.web.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.parley.testkit.ExpiredToken;
import org.parley.testkit.Realm;
import org.parley.testkit.Stack;

@QuarkusTest
@EnabledIf(
        value = "org.parley.web.ClientBuild#isThere",
        disabledReason = "the web client is not in this build: no Node.js")
@WithTestResource(value = HopsUnderTest.class, scope = TestResourceScope.MATCHING_RESOURCES)
class HealthIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TestHTTPResource("/")
    URI origin;

    private final Realm realm = Stack.shared().realm();
    private Asking asking = new Asking(URI.create("http://127.0.0.1"));
    private String operator = "";

    @BeforeEach
    void anOperatorAsks() {
        asking = new Asking(origin);
        operator = realm.token(realm.createUser("oscar", "operator"));
    }

    private JsonObject health() {
        return new JsonObject(asking.with(operator).body());
    }

    private static JsonObject service(JsonObject health, String name) {
        return health.getJsonArray("services").stream()
                .map(JsonObject.class::cast)
                .filter(service -> service.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Those that are known. */
    private static List<Double> values(JsonObject health, String group, String line) {
        return health
                .getJsonObject("series")
                .getJsonObject(group)
                .getJsonArray(line, new JsonArray())
                .stream()
                .filter(Objects::nonNull)
                .map(value -> ((Number) value).doubleValue())
                .toList();
    }

    private void awaitValues(String group, String line) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(values(health(), group, line)).isNotEmpty());
    }

    @Test
    void anOperatorSeesEachHopAndWhatItWaitsFor() {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(health().getJsonArray("services").stream().skip(1))
                                .extracting(service ->
                                        ((JsonObject) service).getString("name")
                                                + " "
                                                + ((JsonObject) service).getString("state"))
                                .containsExactly(
                                        "bridge up",
                                        "archive degraded",
                                        "groups down",
                                        "presence down",
                                        "push up"));
        JsonObject health = health();
        // It is the real one, and knows no groups where no groups service ever ran.
        assertThat(service(health, "broker").getString("state")).isIn("up", "degraded");
        assertThat(service(health, "archive").getJsonArray("waitsFor"))
                .containsExactly("Kafka: waiting for a connection");
        assertThat(service(health, "groups").getJsonArray("waitsFor"))
                .containsExactly("does not answer: not within 2000 ms");
        assertThat(service(health, "archive").getInstant("since")).isNotNull();
    }

    @Test
    void whatTheServicesCountedBecomesSeries() {
        awaitValues("messagesPerSecond", "archived");
        awaitValues("publishToArchivedMs", "p99");
        awaitValues("connections", "sessions");

        JsonObject health = health();
        assertThat(values(health, "messagesPerSecond", "archived").getFirst()).isPositive();
        assertThat(values(health, "publishToArchivedMs", "p50").getFirst())
                .isBetween(5.0, values(health, "publishToArchivedMs", "p99").getFirst());
        assertThat(values(health, "backlog", "bridge").getFirst()).isBetween(0.0, 1_000.0);
        assertThat(values(health, "backlog", "archive").getFirst()).isBetween(0.0, 1_000.0);
        assertThat(values(health, "rejectedPerSecond", "json").getFirst()).isZero();
        assertThat(values(health, "pushOutcomesPerSecond", "web-push accepted")).isNotEmpty();
        assertThat(health.getJsonObject("series").getJsonObject("presenceUsers")).isEmpty();
        int times = health.getJsonArray("times").size();
        health.getJsonObject("series")
                .forEach(group ->
                        ((JsonObject) group.getValue())
                                .forEach(line ->
                                        assertThat((JsonArray) line.getValue()).hasSize(times)));
    }

    @Test
    void whoHasTheBeginningGetsTheRest() {
        awaitValues("connections", "people");
        JsonArray times = health().getJsonArray("times");
        long last = times.getLong(times.size() - 1);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(
                                        new JsonObject(
                                                        asking.with(operator, "?after=" + last)
                                                                .body())
                                                .getJsonArray("times"))
                                .isNotEmpty()
                                .allMatch(time -> (Long) time > last));
    }

    @Test
    void servicesThatAreAwayDelayNobody() {
        awaitValues("connections", "people");
        long begun = System.nanoTime();
        for (int i = 0; i < 20; i++) health();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void nobodyKeepsTheAnswer() {
        HttpResponse<String> answer = asking.with(operator);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void aTimeThatIsNoneIsRefusedByName() {
        HttpResponse<String> answer = asking.with(operator, "?after=yesterday");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Asking.problem(answer).getString("detail")).contains("after is \"yesterday\"");
    }

    @Test
    void withoutATokenNothingIsTold() {
        isRefused(asking.without(), 401, "no-token");
        assertThat(asking.without().headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    @Test
    void aTokenThatIsNoneOrSomebodyElsesIsRefused() {
        Realm foreign = realm.foreign();
        String[] parts = operator.split("\\.");

        isRefused(asking.with("not-a-token"), 401, "bad-token");
        isRefused(asking.with(foreign.token(foreign.createUser("mallory"))), 401, "bad-token");
        isRefused(asking.with(parts[0] + "." + parts[1] + ".AAAA"), 401, "bad-token");
    }

    @Test
    void aTokenWhoseTimeIsOverIsRefused() {
        isRefused(asking.with(ExpiredToken.of(Stack.shared())), 401, "bad-token");
    }

    @Test
    void whoIsNoOperatorIsTurnedAway() {
        isRefused(asking.with(realm.token(realm.createUser("alice"))), 403, "forbidden");
        isRefused(asking.with(Stack.shared().serviceToken("parley-bridge")), 403, "forbidden");
    }

    private static void isRefused(HttpResponse<String> answer, int status, String problem) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Asking.problem(answer).getString("type"))
                .isEqualTo("urn:parley:problem:" + problem);
        assertThat(Asking.problem(answer).getString("media")).isEqualTo("application/problem+json");
        assertThat(answer.body()).doesNotContain("series");
    }
}

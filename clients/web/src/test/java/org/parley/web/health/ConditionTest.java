package org.parley.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.web.health.Condition.State;

/** The bodies are those that the services answer. */
class ConditionTest {

    private static Condition of(String service, int status, String body) {
        return Condition.of(service, status, body);
    }

    private static String health(String status, String name, String data) {
        return """
        {"status": "%s", "checks": [{"name": "%s", "status": "%s", "data": {%s}}]}
        """
                .formatted(status, name, status, data);
    }

    @Test
    void aServiceThatHasAllItNeedsIsUp() {
        String body =
                health("UP", "archive", "\"PostgreSQL\": \"ready\", \"Kafka\": \"connected\"");

        assertThat(of("archive", 200, body))
                .isEqualTo(new Condition(State.UP, java.util.List.of()));
    }

    @Test
    void oneThatIsReadyAndWaitsIsDegraded() {
        String body =
                health(
                        "UP",
                        "archive",
                        "\"PostgreSQL\": \"ready\", \"Kafka\": \"waiting for a connection\"");

        assertThat(of("archive", 200, body).state()).isEqualTo(State.DEGRADED);
        assertThat(of("archive", 200, body).waitsFor())
                .containsExactly("Kafka: waiting for a connection");
    }

    @Test
    void oneThatIsNotReadyIsDownAndSaysWhatItWaitsFor() {
        String body = health("DOWN", "bridge", "\"kafka\": \"waiting: no broker\"");

        assertThat(of("bridge", 503, body).state()).isEqualTo(State.DOWN);
        assertThat(of("bridge", 503, body).waitsFor()).containsExactly("kafka: waiting: no broker");
    }

    @Test
    void whatOthersSayInAServiceIsToldWhenTheyFail() {
        String well =
                health("UP", "SmallRye Reactive Messaging - readiness check", "\"in\": \"[OK]\"");
        String ill = well.replace("UP", "DOWN").replace("[OK]", "[KO]");

        assertThat(of("push", 200, well).state()).isEqualTo(State.UP);
        assertThat(of("push", 503, ill).waitsFor()).containsExactly("in: [KO]");
    }

    @Test
    void theBrokerIsReadyWithoutKafkaAndSaysSo() {
        String live = "{\"status\":\"UP\",\"access\":{\"state\":\"live\"}}";
        String stale =
                "{\"status\":\"UP\",\"access\":{\"state\":\"stale\",\"since\":\"x\",\"waitsFor\":\"Kafka\"}}";
        String down =
                "{\"status\":\"DOWN\",\"reason\":\"the issuer's keys\",\"access\":{\"state\":\"live\"}}";

        assertThat(of("broker", 200, live).state()).isEqualTo(State.UP);
        assertThat(of("broker", 200, stale))
                .isEqualTo(
                        new Condition(
                                State.DEGRADED,
                                java.util.List.of("groups and blocks are stale: Kafka")));
        assertThat(of("broker", 503, down))
                .isEqualTo(new Condition(State.DOWN, java.util.List.of("the issuer's keys")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"404 | {}", "200 | <html/>", "200 | []", "200 | {\"checks\": 1}", "500 | ''"})
    void somethingElseThereIsDown(int status, String body) {
        assertThat(of("groups", status, body).state()).isEqualTo(State.DOWN);
        assertThat(of("groups", status, body).waitsFor()).isNotEmpty();
    }

    @Test
    void aVendorThatDoesNotTakeOurKeyDegradesWhoIsReady() {
        Condition ready = of("push", 200, health("UP", "push", "\"Kafka\": \"seen\""));
        Condition ill =
                of(
                        "push",
                        503,
                        health(
                                "DOWN",
                                "push vendors",
                                "\"offered\": \"fcm\", \"fcm\": \"does not take our key since x: y\""));

        assertThat(ready.and(ill).state()).isEqualTo(State.DEGRADED);
        assertThat(ready.and(ill).waitsFor())
                .containsExactly("fcm: does not take our key since x: y");
        assertThat(Condition.down("away").and(ill)).isEqualTo(Condition.down("away"));
    }

    @Test
    void whatIsToldIsNotLongerThanPeopleRead() {
        assertThat(Condition.down("x".repeat(10_000)).waitsFor().getFirst()).hasSize(301);
    }
}

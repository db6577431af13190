package org.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatIT {
    private static final Path STACK = org.parley.testkit.Stack.whole().file();

    @TempDir static Path folder;

    private static int exitCode;
    private static JsonNode report = new ObjectMapper().createObjectNode();

    @BeforeAll
    static void twoPairsChatForFiveSeconds() throws Exception {
        Path json = folder.resolve("report.json");
        exitCode =
                Main.run(
                        "chat",
                        "--stack=" + STACK,
                        "--pairs=2",
                        "--rate=50",
                        "--seconds=5",
                        "--warm-up=1",
                        "--json=" + json);
        report = new ObjectMapper().readTree(json.toFile());
    }

    @Test
    void allIsSound() {
        assertThat(exitCode).isZero();
        assertThat(report.get("sound").asBoolean()).isTrue();
    }

    @Test
    void whatWasSentArrivedAndIsArchivedOnceAndInOrder() {
        long sent = report.at("/counts/sent").asLong();

        assertThat(sent).isBetween(200L, 251L);
        assertThat(report.at("/counts/acknowledged").asLong()).isEqualTo(sent);
        assertThat(report.at("/counts/received").asLong()).isEqualTo(sent);
        assertThat(report.at("/counts/receivedOutOfOrder").asLong()).isZero();
        assertThat(report.at("/archive/unique").asLong()).isEqualTo(sent);
        assertThat(report.at("/archive/duplicates").asLong()).isZero();
        assertThat(report.at("/archive/outOfOrder").asLong()).isZero();
    }

    @Test
    void latenciesArePositiveAndAscend() {
        JsonNode toArchived = report.at("/archive/toArchived");

        assertThat(toArchived.get("p50").asDouble()).isPositive();
        assertThat(toArchived.get("p99").asDouble())
                .isBetween(toArchived.get("p50").asDouble(), toArchived.get("max").asDouble());
    }

    @Test
    void everyServerIsAccountedFor() {
        assertThat(report.get("servers").findValuesAsText("name"))
                .contains("broker", "kafka", "postgres", "keycloak", "bridge", "archive");
        assertThat(report.get("servers"))
                .allSatisfy(server -> assertThat(server.get("rssAfter").asLong()).isPositive());
    }
}

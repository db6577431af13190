package org.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The servers are the ones that one would run: durable, closed to strangers, with our realm. */
class ServersIT {
    private static final Stack STACK = Stack.shared();

    @ParameterizedTest
    @CsvSource({
        "fsync, on",
        "synchronous_commit, on",
        "full_page_writes, on",
        "listen_addresses, 127.0.0.1",
        "password_encryption, scram-sha-256"
    })
    void postgresKeepsWhatItAcknowledged(String setting, String value) throws Exception {
        try (var connection = STACK.databases().create("servers").connect();
                var answer = connection.createStatement().executeQuery("SHOW " + setting)) {
            answer.next();
            assertThat(answer.getString(1)).isEqualTo(value);
        }
    }

    @Test
    void postgresAsksForThePassword() {
        var database = STACK.databases().create("servers");
        var stranger = new Databases.Database(database.url(), database.user(), "guess");

        assertThatThrownBy(stranger::connect)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void aDatabaseIsItsOwnersOnly() {
        var mine = STACK.databases().create("servers");
        var archive = STACK.databases().of("archive");
        var intruder = new Databases.Database(archive.url(), mine.user(), mine.password());

        assertThatThrownBy(intruder::connect)
                .hasMessageContaining("permission denied for database");
    }

    @Test
    void kafkaMakesNoTopicByItself() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", STACK.kafka()))) {
            assertThatThrownBy(() ->
                            admin.describeTopics(List.of("nobody-made-me")).allTopicNames().get())
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void aNewUsersTokenIsForParleyAndSaysWhoItIs() {
        var user = STACK.aUser("ann");

        var claims = claims(STACK.token(user));

        assertThat(claims.path("aud").asText()).isEqualTo("parley");
        assertThat(claims.path("preferred_username").asText()).isEqualTo(user);
        assertThat(claims.path("iss").asText()).isEqualTo(STACK.issuer());
        assertThat(roles(claims)).containsExactly("user");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(900);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parley-bridge",
                "parley-archive",
                "parley-groups",
                "parley-presence",
                "parley-push"
            })
    void aServicesTokenIsForAnHourAndOnlyAService(String client) {
        var claims = claims(STACK.serviceToken(client));

        assertThat(claims.path("aud").asText()).isEqualTo("parley");
        assertThat(claims.path("preferred_username").asText())
                .isEqualTo("service-account-" + client);
        assertThat(roles(claims)).containsExactly("service");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong())
                .isBetween(3599L, 3600L);
    }

    @Test
    void theDemoOperatorIsOneAndTheOthersAreNot() {
        assertThat(roles(claims(STACK.token("operator")))).contains("user", "operator");
        assertThat(roles(claims(STACK.token("alice")))).doesNotContain("operator", "service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a_b", "service-account-x", "-a", "a b", "a/b", "a+b"})
    void aNameThatWouldBreakTopicsIsRefused(String prefix) {
        assertThatThrownBy(() -> STACK.realm().createUser(prefix))
                .hasMessageContaining(": 400 ")
                .hasMessageContaining("\"field\":\"username\"");
    }

    @Test
    void publicClientsDoNotLogInWithoutPkce() throws Exception {
        var parameters =
                "client_id=parley-cli&response_type=code&redirect_uri=http://127.0.0.1:9/&scope=openid";

        var without = get(STACK.issuer() + "/protocol/openid-connect/auth?" + parameters);
        var plain =
                get(
                        STACK.issuer()
                                + "/protocol/openid-connect/auth?"
                                + parameters
                                + "&code_challenge_method=plain&code_challenge="
                                + "a".repeat(43));

        assertThat(without.headers().firstValue("location").orElse(""))
                .contains("error=invalid_request");
        assertThat(plain.headers().firstValue("location").orElse(""))
                .contains("error=invalid_request");
    }

    @Test
    void aCodeIsNeverSentToAnothersAddress() throws Exception {
        var answer =
                get(
                        STACK.issuer()
                                + "/protocol/openid-connect/auth?client_id=parley-cli&response_type=code"
                                + "&code_challenge_method=S256&code_challenge="
                                + "a".repeat(43)
                                + "&redirect_uri=http://evil.example/");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("location")).isEmpty();
    }

    @Test
    void passwordsAreNotTakenThroughTheClientsOfTheSharedRealm() throws Exception {
        var answer = post("grant_type=password&client_id=parley-cli&username=alice&password=x");

        assertThat(answer.body()).contains("unauthorized_client");
    }

    @Test
    void aKilledServerIsStartedAgain() {
        var kill = new Kill(STACK);
        var before = STACK.processes().get("kafka");

        kill.minus9("kafka");
        kill.awaitReady("kafka");

        assertThat(STACK.processes().get("kafka")).isNotEqualTo(before);
        await().atMost(Duration.ofSeconds(30)).until(this::kafkaAnswers);
    }

    @Test
    void whatHasPasswordsInItIsItsOwnersOnly() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(STACK.file())))
                .isEqualTo("rw-------");
        assertThat(STACK.file().resolveSibling("keycloak/data/import")).isEmptyDirectory();
    }

    private boolean kafkaAnswers() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", STACK.kafka()))) {
            return admin.describeCluster().nodes().get().size() == 1;
        }
    }

    private static List<String> roles(JsonNode claims) {
        var roles = claims.path("realm_access").path("roles");
        return StreamSupport.stream(roles.spliterator(), false).map(JsonNode::asText).toList();
    }

    private static JsonNode claims(String token) {
        return Json.parse(
                new String(
                        Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]),
                        java.nio.charset.StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url)).build());
    }

    private static HttpResponse<String> post(String form) throws Exception {
        return send(
                HttpRequest.newBuilder(
                                URI.create(STACK.issuer() + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}

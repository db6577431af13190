package org.parley.broker.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.broker.BrokerSettings;
import org.parley.broker.Tally;
import org.parley.broker.fixture.BrokerProcess;
import org.parley.broker.fixture.Claims;
import org.parley.broker.fixture.SigningKey;
import org.parley.broker.login.EndedLogins;
import org.parley.broker.login.IssuerKeys;
import org.parley.broker.login.IssuerTokens;
import org.parley.broker.login.KeyFile;
import org.parley.broker.login.Login;
import org.parley.broker.login.LoginRules;
import org.parley.contracts.AccessDirectory;
import org.parley.contracts.Caller;
import org.parley.contracts.ClientId;
import org.parley.contracts.TopicAccess;

/** A full broker, as a service reads who is connected. */
class ConnectionListTest {

    private static final int MANY = 100_000;
    private static final String ISSUER = "https://login.example/realms/parley";
    private static final SigningKey KEY = SigningKey.ec("key");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir Path folder;

    private final Clock clock = Clock.systemUTC();
    private final int port = BrokerProcess.freePort();
    private IssuerKeys keys;
    private Endpoints endpoints;

    @BeforeEach
    void manyAreConnected() throws Exception {
        Tally tally = new Tally();
        BrokerSettings settings = BrokerSettings.from(Map.of("PARLEY_ISSUER", ISSUER));
        Connections connections =
                new Connections(
                        settings,
                        (clientId, reason) -> {},
                        () -> CompletableFuture.completedFuture(true),
                        tally,
                        clock);
        for (int i = 0; i < MANY; i++) connections.open(login("somebody-" + i + ":phone"));
        keys =
                new IssuerKeys(
                        () -> new JWKSet(KEY.jwk()),
                        new KeyFile(folder.resolve("keys.json"), ISSUER),
                        Duration.ofDays(1),
                        System::nanoTime);
        keys.ask().get(10, TimeUnit.SECONDS);
        IssuerTokens tokens = new IssuerTokens(keys, ISSUER, clock);
        EndedLogins ended = new EndedLogins(clock);
        LoginRules rules = new LoginRules(tokens, new TopicAccess(AccessDirectory.EMPTY), ended);
        endpoints =
                new Endpoints(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                        new BackchannelLogout(
                                tokens, keys::ask, Set.of(), ended, connections, clock),
                        new ConnectionList(
                                connections, new ServicesOnly(rules, keys::ask, tally), clock),
                        Optional::empty,
                        () -> "\"access\":{}",
                        () -> "");
        endpoints.start();
    }

    @AfterEach
    void stop() {
        endpoints.close();
        keys.close();
    }

    private static Login login(String clientId) {
        ClientId client = ClientId.parse(clientId).orElseThrow();
        return new Login(
                client,
                Caller.of(client, false).orElseThrow(),
                "id",
                Optional.empty(),
                Instant.now(),
                Instant.now().plusSeconds(300));
    }

    private static String token() {
        return KEY.sign(Claims.ofService("parley-presence", ISSUER, Instant.now()).build());
    }

    private HttpResponse<String> get(String path) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", "Bearer " + token())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void allAreListed() {
        List<String> lines = get("/connections").body().lines().toList();

        assertThat(lines).hasSize(MANY + 1);
        assertThat(lines.getLast()).startsWith("{\"count\":" + MANY + ",\"startedAt\":\"");
    }

    @Test
    void whoKnowsUsersNeedNotKnowTheirDevices() throws Exception {
        HttpResponse<String> answer = ask("{\"users\":[\"somebody-7\",\"nobody\"]}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"live\":[\"somebody-7:phone\"]");
        assertThat(ask("{\"users\":\"somebody-7\"}").body()).contains("users is no array");
        assertThat(ask("{\"users\":[\"a_b\"]}").body()).contains("users has a_b; a user is");
    }

    private HttpResponse<String> ask(String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/connections"))
                        .header("Authorization", "Bearer " + token())
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void readersWhoDoNotReadHoldUpNobodyElse() throws Exception {
        try (Socket one = asking();
                Socket other = asking()) {
            // Both have begun to be answered.
            assertThat(one.getInputStream().read()).isEqualTo('H');
            assertThat(other.getInputStream().read()).isEqualTo('H');

            HttpResponse<String> third = get("/connections");
            assertThat(third.statusCode()).isEqualTo(503);
            assertThat(third.headers().firstValue("Retry-After")).contains("5");
            assertThat(get("/health").statusCode()).isEqualTo(200);
        }
        await().until(() -> get("/connections").statusCode() == 200);
    }

    private Socket asking() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream()
                .write(
                        ("GET /connections HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                        + token()
                                        + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}

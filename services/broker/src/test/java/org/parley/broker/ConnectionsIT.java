package org.parley.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.broker.fixture.Claims;
import org.parley.broker.fixture.Device;
import org.parley.broker.fixture.RawMqtt;
import org.parley.broker.fixture.SigningKey;

/** Who is connected, as our services ask for it over HTTP, and as others try to. */
class ConnectionsIT extends AttackedBroker {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static String presence() {
        return issuer.serviceToken("parley-presence");
    }

    private static HttpResponse<String> list(@Nullable String token) {
        return send(request(token).GET());
    }

    private static HttpResponse<String> ask(@Nullable String token, String body) {
        return send(request(token).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(@Nullable String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(broker.http("/connections")))
                        .timeout(Duration.ofSeconds(40));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> json(String text) {
        try {
            return JSONObjectUtils.parse(text);
        } catch (Exception e) {
            throw new IllegalStateException(text, e);
        }
    }

    private static Instant instant(String name, Map<String, Object> object) {
        return Instant.parse(String.valueOf(object.get(name)));
    }

    private static List<Map<String, Object>> lines() {
        return list(presence()).body().lines().map(ConnectionsIT::json).toList();
    }

    private static List<String> connected() {
        return lines().stream()
                .filter(line -> line.containsKey("user"))
                .map(line -> line.get("user") + ":" + line.get("device"))
                .toList();
    }

    private static String clients(String... ids) {
        return "{\"clients\":[%s]}"
                .formatted(
                        IntStream.range(0, ids.length)
                                .mapToObj(i -> "\"" + ids[i] + "\"")
                                .collect(Collectors.joining(",")));
    }

    @Test
    void aServiceIsToldEveryDeviceOfPeopleALineEachAndASumLast() {
        Instant before = Instant.now();
        Device tablet = Device.of(broker, "alice:tablet", issuer.token("alice")).online();

        HttpResponse<String> answer = list(presence());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        List<Map<String, Object>> lines = answer.body().lines().map(ConnectionsIT::json).toList();
        Map<String, Object> sum = lines.getLast();
        assertThat(sum.get("count")).isEqualTo(lines.size() - 1L);
        assertThat(instant("startedAt", sum)).isBefore(before);
        assertThat(instant("at", sum)).isAfterOrEqualTo(before.minusMillis(1));
        assertThat(connected())
                .contains("alice:phone", "alice:tablet", "bob:phone", "mallory:phone")
                .noneMatch(client -> client.startsWith("service-account"));
        assertThat(lines)
                .filteredOn(line -> "tablet".equals(line.get("device")))
                .singleElement()
                .satisfies(line ->
                        assertThat(instant("since", line))
                                .isBetween(before.minusMillis(1), Instant.now()));
        tablet.close();
    }

    @Test
    void aServiceIsToldWhichOfSomeDevicesAreConnected() {
        Map<String, Object> answer =
                json(
                        ask(
                                        presence(),
                                        clients(
                                                "bob:phone",
                                                "alice:phone",
                                                "alice:laptop",
                                                "bob:phone",
                                                "nobody:phone",
                                                "service-account-parley-bridge:1"))
                                .body());

        assertThat(answer.get("live")).isEqualTo(List.of("bob:phone", "alice:phone"));
        assertThat(answer.get("startedAt")).isEqualTo(lines().getLast().get("startedAt"));
    }

    @Test
    void whoIsGoneIsNoLongerConnectedHoweverHeWent() throws Exception {
        Device clean = Device.of(broker, "erin:clean", issuer.token("erin")).online();
        RawMqtt dropped = RawMqtt.connect(broker, "erin:dropped", issuer.token("erin"));
        assertThat(connected()).contains("erin:clean", "erin:dropped");

        clean.disconnect();
        dropped.close();

        await().untilAsserted(() -> assertThat(connected()).noneMatch(id -> id.startsWith("erin")));
    }

    @Test
    void aDeviceThatConnectsAnewIsConnectedAllTheWhile() {
        Device last = Device.of(broker, "fay:phone", issuer.token("fay")).online();
        for (int i = 0; i < 20; i++) {
            last = Device.of(broker, "fay:phone", issuer.token("fay")).online();
            assertThat(live(clients("fay:phone"))).containsExactly("fay:phone");
        }
        assertThat(connected()).filteredOn(id -> id.startsWith("fay")).hasSize(1);
        last.close();
        await().untilAsserted(() -> assertThat(live(clients("fay:phone"))).isEmpty());
    }

    private static List<Object> live(String body) {
        return List.copyOf((List<?>) json(ask(presence(), body).body()).get("live"));
    }

    @Test
    void whoBreaksOffWhileLoggingInIsNotLeftOnTheList() throws Exception {
        for (int i = 0; i < 200; i++)
            RawMqtt.hangUp(broker, "gus:" + i, issuer.token("gus"), i % 2 == 0);

        // One that was still being let in when the list was read comes on it a moment later.
        await().during(Duration.ofSeconds(2))
                .until(() -> connected().stream().noneMatch(id -> id.startsWith("gus")));
    }

    @Test
    void nobodyElseIsToldAnything() {
        assertRefused(list(null), 401, "no-token");
        assertRefused(list(issuer.token("mallory")), 403, "forbidden");
        assertRefused(
                list(
                        issuer.sign(
                                issuer.person("mallory")
                                        .with(
                                                "realm_access",
                                                Map.of("roles", List.of("service", "operator"))))),
                403,
                "forbidden");
        assertRefused(list(presence().replace("a", "b")), 401, "bad-token");
        assertRefused(list("rubbish"), 401, "bad-token");
        assertRefused(list(""), 401, "no-token");
        assertRefused(ask(null, clients("alice:phone")), 401, "no-token");
        assertRefused(ask(issuer.token("mallory"), clients("alice:phone")), 403, "forbidden");
    }

    @Test
    void aServicesTokenCountsOnlyWhileItIsValidAndForUs() {
        assertRefused(
                list(issuer.sign(service().expiresAt(Instant.now().minusSeconds(1)))),
                401,
                "bad-token");
        assertRefused(
                list(issuer.sign(service().with("aud", List.of("account")))), 401, "bad-token");
        assertRefused(
                list(issuer.sign(service().with("iss", "http://elsewhere"))), 401, "bad-token");
        assertRefused(list(issuer.sign(service().with("realm_access", null))), 401, "bad-token");
        assertRefused(list(issuer.sign(service().with("typ", "ID"))), 401, "bad-token");
        assertRefused(list(SigningKey.rsa("unknown").sign(service().build())), 401, "bad-token");
    }

    private static Claims service() {
        return Claims.ofService("parley-presence", issuer.url(), Instant.now());
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String problem) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(json(answer.body()).get("type")).isEqualTo("urn:parley:problem:" + problem);
        assertThat(answer.body()).doesNotContain("alice:phone", "bob");
        if (status == 401)
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                            | the body is not a JSON object
                    [1]                           | the body is not a JSON object
                    {"clients":                   | the body is not a JSON object
                    {}                            | clients is missing or no array
                    {"clients":"alice:phone"}     | clients is missing or no array
                    {"clients":[7]}               | clients has 7; a client id is
                    {"clients":[null]}            | clients has null; a client id is
                    {"clients":["alice"]}         | clients has alice; a client id is
                    {"clients":["alice:a/b"]}     | clients has alice:a/b; a client id is
                    """)
    void aBodyThatBreaksARuleIsNamed(String body, String detail) {
        HttpResponse<String> answer = ask(presence(), body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(String.valueOf(json(answer.body()).get("detail"))).contains(detail);
    }

    @Test
    void aThousandClientsAreAskedAboutAtOnceAndNoMore() {
        String[] most =
                IntStream.range(0, 1_000).mapToObj(i -> "alice:" + i).toArray(String[]::new);
        most[0] = "alice:phone";
        assertThat(live(clients(most))).hasSize(1);

        String[] more = IntStream.range(0, 1_001).mapToObj(i -> "a:" + i).toArray(String[]::new);
        HttpResponse<String> answer = ask(presence(), clients(more));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(String.valueOf(json(answer.body()).get("detail")))
                .contains("1001", "at most 1000");

        assertThat(ask(presence(), "{\"x\":\"" + "x".repeat(300_000) + "\"}").statusCode())
                .isEqualTo(413);
        assertThat(ask(presence(), "[".repeat(200_000)).statusCode()).isEqualTo(400);
    }

    @Test
    void otherMethodsDoNothing() {
        assertThat(send(request(presence()).DELETE()).statusCode()).isEqualTo(405);
    }

    @Test
    void whoSendsTooSlowlyIsCutOffAndOthersAreServed() throws Exception {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Socket socket =
                    new Socket(
                            InetAddress.getLoopbackAddress(),
                            URI.create(broker.http("/")).getPort());
            socket.getOutputStream()
                    .write(
                            (i % 2 == 0
                                            ? "GET /connections HTTP/1.1\r\nHos"
                                            : "POST /connections HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\n{")
                                    .getBytes(StandardCharsets.US_ASCII));
            slow.add(socket);
        }

        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> list(presence()).statusCode() == 200);
        for (Socket socket : slow) socket.close();
    }
}

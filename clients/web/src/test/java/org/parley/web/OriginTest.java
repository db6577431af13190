package org.parley.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The origin before a service that says what it was asked, and one that is not there. */
@QuarkusTest
@EnabledIf(
        value = "org.parley.web.ClientBuild#isThere",
        disabledReason = "the web client is not in this build: no Node.js")
@WithTestResource(value = AskedService.class)
class OriginTest {

    /** Of the right form; nobody signed it. */
    private static final String A_TOKEN = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImEifQ.e30.YQ";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource("/")
    URI origin;

    @Test
    void aPageIsNeverKeptAndHasANonceOfItsOwn() throws Exception {
        String first = policy(get("/"));
        String second = policy(get("/"));

        assertThat(first)
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'");
        assertThat(first).doesNotContain("unsafe");
        assertThat(nonceOf(first)).isNotEqualTo(nonceOf(second));
        HttpResponse<String> page = get("/");
        assertThat(page.body()).contains(nonceOf(policy(page))).doesNotContain("__CSP_NONCE__");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache, no-store");
    }

    @Test
    void theConsoleIsAPageLikeTheChat() throws Exception {
        HttpResponse<String> page = get("/console");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("/assets/console/", nonceOf(policy(page)))
                .doesNotContain("__CSP_NONCE__");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache, no-store");
        assertThat(get("/").body()).doesNotContain("/assets/console/");
    }

    @Test
    void whatHasAHashInItsNameIsKeptForEverAndComesCompressed() throws Exception {
        String path = asset();
        HttpResponse<String> plain = get(path);
        HttpResponse<byte[]> zipped =
                HTTP.send(
                        request(path).header("Accept-Encoding", "gzip").build(),
                        BodyHandlers.ofByteArray());

        assertThat(plain.headers().firstValue("Cache-Control"))
                .hasValue("public, max-age=31536000, immutable");
        assertThat(plain.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/javascript");
        assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                .isEqualTo(plain.body().getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/config.json", "/assets/nothing.js", "/api/archive/sync", "/q/health"})
    void everythingSaysWhatBrowsersMayNotDo(String path) throws Exception {
        assertThat(get(path).headers().map())
                .containsKeys(
                        "x-content-type-options",
                        "x-frame-options",
                        "referrer-policy",
                        "cross-origin-opener-policy",
                        "cross-origin-resource-policy",
                        "permissions-policy",
                        "content-security-policy");
    }

    @Test
    void aRequestReachesTheServiceWithoutThePrefixAndWithoutCookies() throws Exception {
        HttpRequest request =
                request("/api/archive/sync?after=a%20b&limit=5")
                        .header("Authorization", "Bearer t")
                        .header("Cookie", "secret=1")
                        .header("X-Forwarded-For", "203.0.113.9")
                        .header("Forwarded", "for=203.0.113.9")
                        .build();

        String asked = HTTP.send(request, BodyHandlers.ofString()).body().toLowerCase(Locale.ROOT);

        assertThat(asked)
                .startsWith("get /sync?after=a%20b&limit=5")
                .contains("authorization: bearer t");
        assertThat(asked).doesNotContain("cookie", "forwarded");
    }

    @Test
    void aBodyReachesTheService() throws Exception {
        HttpRequest request =
                request("/api/archive/echo").POST(BodyPublishers.ofString("{\"a\":1}")).build();

        assertThat(HTTP.send(request, BodyHandlers.ofString()).body()).endsWith("{\"a\":1}");
    }

    @Test
    void noAnswerOpensThisOriginToOthersOrSetsCookies() throws Exception {
        assertThat(get("/api/archive/open").headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"))
                .doesNotContain("set-cookie");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/archive/q/health",
                "/api/archive/%71/metrics",
                "/api/archive//q/metrics",
                "/api/archive/./q/metrics",
                "/api/archive/x/../q/metrics",
                "/api/archive/x/%2e%2e/q/metrics",
                "/api/archive/q",
                "/api/archive/",
                "/api/nothing/x",
                "/api/archive/../config",
            })
    void theServicesOwnBusinessStaysInside(String path) throws Exception {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404");
    }

    @Test
    void healthAndMetricsOfThisServerAreSeenFromInsideOnly() throws Exception {
        HttpRequest throughProxy =
                request("/q/metrics").header("X-Forwarded-For", "203.0.113.9").build();

        assertThat(get("/q/metrics").statusCode()).isEqualTo(200);
        assertThat(HTTP.send(throughProxy, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
    }

    @Test
    void aRequestThatIsTooLargeIsRefusedByName() throws Exception {
        HttpRequest request =
                request("/api/archive/echo")
                        .POST(BodyPublishers.ofByteArray(new byte[262_145]))
                        .build();

        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("262145 bytes", "at most 262144");
    }

    @Test
    void aRequestThatDoesNotSayHowLongItIsIsRefused() throws Exception {
        HttpRequest request =
                request("/api/archive/echo")
                        .POST(
                                BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(new byte[5])))
                        .build();

        assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(411);
    }

    @Test
    void aServiceThatIsNotThereIsNamed() throws Exception {
        HttpResponse<String> answer = get("/api/groups/groups");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(answer.body()).contains("groups does not answer");
    }

    @Test
    void withoutKeycloakNobodyIsRecognisedAndAllElseGoesOn() throws Exception {
        HttpRequest withToken =
                request("/api/health").header("Authorization", "Bearer " + A_TOKEN).build();

        HttpResponse<String> answer = HTTP.send(withToken, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("urn:parley:problem:unavailable", "Keycloak");
        assertThat(get("/api/health").statusCode()).isEqualTo(401);
        assertThat(get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void aLongAnswerArrivesWhole() throws Exception {
        assertThat(get("/api/archive/long").body()).hasSize(AskedService.LONG);
    }

    @Test
    void bytesPassBothWaysOnceTheBrokerTookTheConnection() throws Exception {
        try (Socket socket = new Socket(origin.getHost(), origin.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(upgrade("").getBytes(UTF_8));
            String head = head(socket.getInputStream());
            socket.getOutputStream().write("ping".getBytes(UTF_8));

            assertThat(head)
                    .startsWith("HTTP/1.1 101")
                    .containsIgnoringCase("sec-websocket-protocol: mqtt");
            assertThat(socket.getInputStream().readNBytes(4)).isEqualTo("ping".getBytes(UTF_8));
        }
    }

    @Test
    void aPageOfSomebodyElseOpensNoConnection() throws Exception {
        assertThat(raw(upgrade("Origin: https://evil.example.org\r\n"))).startsWith("HTTP/1.1 403");
    }

    @Test
    void mqttIsAskedForByWebSocket() throws Exception {
        assertThat(get("/mqtt").statusCode()).isEqualTo(426);
    }

    private String upgrade(String more) {
        return "GET /mqtt HTTP/1.1\r\nHost: "
                + origin.getAuthority()
                + "\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: mqtt\r\n"
                + more
                + "\r\n";
    }

    private static String head(InputStream in) throws IOException {
        var read = ByteBuffer.allocate(4096);
        while (!new String(read.array(), 0, read.position(), UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) break;
            read.put((byte) next);
        }
        return new String(read.array(), 0, read.position(), UTF_8);
    }

    private String raw(String text) throws IOException {
        try (Socket socket = new Socket(origin.getHost(), origin.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(text.getBytes(UTF_8));
            return head(socket.getInputStream());
        }
    }

    private String asset() throws Exception {
        var script = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"").matcher(get("/").body());
        assertThat(script.find()).isTrue();
        return script.group(1);
    }

    private static String policy(HttpResponse<String> page) {
        return page.headers().firstValue("Content-Security-Policy").orElseThrow();
    }

    private static String nonceOf(String policy) {
        var nonce = Pattern.compile("'nonce-([^']{22})'").matcher(policy);
        assertThat(nonce.find()).isTrue();
        return nonce.group(1);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(origin.resolve(path));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(request(path).build(), BodyHandlers.ofString());
    }
}

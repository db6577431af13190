package org.parley.web.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.parley.testkit.Stack;

/**
 * The real Keycloak and broker; servers that answer what bridge, archive and push answered at two
 * moments while people chatted; a groups service that takes connections and says nothing, and a
 * presence service that is not there.
 */
public final class HopsUnderTest implements QuarkusTestResourceLifecycleManager {

    private final ServerSocket silent = silent();
    private final HttpServer recorded = recorded();

    private static ServerSocket silent() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpServer recorded() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        Stack stack = Stack.shared();
        serve("bridge", "\"kafka\": \"ready\", \"inbound\": \"ready\"");
        serve("archive", "\"PostgreSQL\": \"ready\", \"Kafka\": \"waiting for a connection\"");
        serve("push", "\"PostgreSQL\": \"ready\", \"Kafka\": \"seen\"");
        recorded.createContext(
                "/push/q/health/well",
                exchange -> answer(exchange, 200, "{\"status\": \"UP\", \"checks\": []}"));
        recorded.start();
        String recordings = "http://127.0.0.1:" + recorded.getAddress().getPort();
        Map<String, String> all = new HashMap<>();
        all.put("PARLEY_ISSUER", stack.issuer());
        all.put("PARLEY_BROKER_HTTP_URL", stack.brokerHttp());
        all.put("PARLEY_BRIDGE_URL", recordings + "/bridge");
        all.put("PARLEY_ARCHIVE_URL", recordings + "/archive");
        all.put("PARLEY_PUSH_URL", recordings + "/push");
        all.put("PARLEY_GROUPS_URL", "http://127.0.0.1:" + silent.getLocalPort());
        all.put("PARLEY_PRESENCE_URL", "http://127.0.0.1:9");
        all.put("parley.web.health.every", "1s");
        all.put("parley.web.health.unwatched", "1s");
        all.put("quarkus.http.test-port", "0");
        return all;
    }

    private void serve(String service, String condition) {
        AtomicInteger asked = new AtomicInteger();
        recorded.createContext(
                "/" + service + "/q/metrics",
                exchange ->
                        answer(
                                exchange,
                                200,
                                recording(service, asked.incrementAndGet() == 1 ? 1 : 2)));
        recorded.createContext(
                "/" + service + "/q/health/ready",
                exchange ->
                        answer(
                                exchange,
                                200,
                                """
                                {"status": "UP",
                                 "checks": [{"name": "%s", "status": "UP", "data": {%s}}]}
                                """
                                        .formatted(service, condition)));
    }

    static String recording(String service, int moment) {
        String file = "/health/%s-%d.txt".formatted(service, moment);
        try (InputStream in = HopsUnderTest.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void stop() {
        recorded.stop(0);
        try {
            silent.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

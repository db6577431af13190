package org.parley.broker.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The broker's HTTP side: back-channel logout, health and metrics. */
public final class Endpoints implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);
    private static final int LARGEST_BODY = 65_536;

    /** Empty where it is ready, else what it waits for. */
    public interface Readiness extends Supplier<Optional<String>> {}

    /** What else health tells, as members of a JSON object: the broker is ready nonetheless. */
    public interface Detail extends Supplier<String> {}

    private record Answer(int status, String type, String body) {
        static Answer json(int status, String body) {
            return new Answer(status, "application/json", body);
        }
    }

    private interface Handler {
        Answer answer(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    2, task -> Thread.ofPlatform().daemon().name("parley-http").unstarted(task));

    public Endpoints(
            InetSocketAddress address,
            BackchannelLogout logout,
            Readiness readiness,
            Detail detail,
            Supplier<String> metrics)
            throws IOException {
        server = HttpServer.create(address, 0);
        server.setExecutor(threads);
        on("POST", "/backchannel-logout", exchange -> logout(logout, exchange));
        on("GET", "/health", exchange -> ready(readiness, detail));
        on("GET", "/health/ready", exchange -> ready(readiness, detail));
        on("GET", "/health/live", exchange -> Answer.json(200, "{\"status\":\"UP\"}"));
        on(
                "GET",
                "/metrics",
                exchange -> new Answer(200, "text/plain; version=0.0.4", metrics.get()));
    }

    public void start() {
        server.start();
    }

    private void on(String method, String path, Handler handler) {
        server.createContext(
                path,
                exchange -> {
                    try (exchange) {
                        boolean here = exchange.getRequestURI().getPath().equals(path);
                        if (!here) send(exchange, Answer.json(404, "{}"));
                        else if (!exchange.getRequestMethod().equals(method))
                            send(exchange, Answer.json(405, "{}"));
                        else send(exchange, handler.answer(exchange));
                    } catch (RuntimeException e) {
                        LOG.error("request failed path={}", path, e);
                    }
                });
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static Answer ready(Readiness readiness, Detail detail) {
        String rest = "," + detail.get() + "}";
        return readiness
                .get()
                .map(wait ->
                        Answer.json(
                                503,
                                "{\"status\":\"DOWN\",\"reason\":\"" + escape(wait) + "\"" + rest))
                .orElseGet(() -> Answer.json(200, "{\"status\":\"UP\"" + rest));
    }

    private static Answer logout(BackchannelLogout logout, HttpExchange exchange)
            throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
        Optional<String> token =
                formField(new String(body, StandardCharsets.UTF_8), "logout_token");
        if (token.isEmpty()) return invalid("logout_token is missing");
        return switch (logout.accept(token.get())) {
            case BackchannelLogout.Outcome.Done done -> {
                LOG.info("logged out by the issuer connections={}", done.connections());
                yield Answer.json(200, "");
            }
            case BackchannelLogout.Outcome.Refused refused -> {
                LOG.warn("logout token refused rule=\"{}\"", refused.rule());
                yield invalid(refused.rule());
            }
        };
    }

    private static Answer invalid(String description) {
        return Answer.json(
                400,
                "{\"error\":\"invalid_request\",\"error_description\":\""
                        + escape(description)
                        + "\"}");
    }

    private static Optional<String> formField(String form, String name) {
        for (String pair : form.split("&", -1))
            if (pair.startsWith(name + "="))
                return Optional.of(
                        URLDecoder.decode(
                                pair.substring(name.length() + 1), StandardCharsets.UTF_8));
        return Optional.empty();
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

package org.parley.broker.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The broker's HTTP side: back-channel logout, who is connected, health and metrics. */
public final class Endpoints implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);
    private static final int LARGEST_BODY = 65_536;
    private static final int THREADS = 16;
    private static final Duration SENDING = Duration.ofSeconds(15);
    private static final Duration READING = Duration.ofSeconds(60);

    /** Empty where it is ready, else what it waits for. */
    public interface Readiness extends Supplier<Optional<String>> {}

    /** What else health tells, as members of a JSON object: the broker is ready nonetheless. */
    public interface Detail extends Supplier<String> {}

    /** Sends the whole answer. */
    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private interface Answering {
        Answer answer(HttpExchange exchange) throws IOException;
    }

    private static Handler answering(Answering answering) {
        return exchange -> answering.answer(exchange).send(exchange);
    }

    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    THREADS,
                    task -> Thread.ofPlatform().daemon().name("parley-http").unstarted(task));

    public Endpoints(
            InetSocketAddress address,
            BackchannelLogout logout,
            ConnectionList list,
            Readiness readiness,
            Detail detail,
            Supplier<String> metrics)
            throws IOException {
        server = create(address);
        server.setExecutor(threads);
        on("/backchannel-logout", Map.of("POST", answering(exchange -> logout(logout, exchange))));
        on("/connections", Map.of("GET", list::list, "POST", answering(list::ask)));
        on("/health", Map.of("GET", answering(exchange -> ready(readiness, detail))));
        on("/health/ready", Map.of("GET", answering(exchange -> ready(readiness, detail))));
        on(
                "/health/live",
                Map.of("GET", answering(exchange -> Answer.json(200, "{\"status\":\"UP\"}"))));
        on(
                "/metrics",
                Map.of(
                        "GET",
                        answering(exchange ->
                                new Answer(200, "text/plain; version=0.0.4", metrics.get()))));
    }

    /** Whoever sends or reads too slowly is cut off, and his thread serves others. */
    private static HttpServer create(InetSocketAddress address) throws IOException {
        // The JDK's server reads them once; there is no other way to tell it.
        setIfAbsent("sun.net.httpserver.maxReqTime", SENDING);
        setIfAbsent("sun.net.httpserver.maxRspTime", READING);
        return HttpServer.create(address, 0);
    }

    private static void setIfAbsent(String property, Duration most) {
        if (System.getProperty(property) == null)
            System.setProperty(property, Long.toString(most.toSeconds()));
    }

    public void start() {
        server.start();
    }

    private void on(String path, Map<String, Handler> handlers) {
        server.createContext(
                path,
                exchange -> {
                    try (exchange) {
                        boolean here = exchange.getRequestURI().getPath().equals(path);
                        Handler handler = handlers.get(exchange.getRequestMethod());
                        if (!here) Answer.json(404, "{}").send(exchange);
                        else if (handler == null) Answer.json(405, "{}").send(exchange);
                        else handler.handle(exchange);
                    } catch (RuntimeException e) {
                        LOG.error("request failed path={}", path, e);
                    }
                });
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

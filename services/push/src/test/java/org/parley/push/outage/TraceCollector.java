package org.parley.push.outage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * Takes traces as OTLP over HTTP (https://opentelemetry.io/docs/specs/otlp/#otlphttp) and keeps
 * what came, names and values as they are in Protocol Buffers: readable.
 */
final class TraceCollector implements AutoCloseable {

    private final StringBuffer came = new StringBuffer();
    private final HttpServer server;

    TraceCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            came.append(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /** For a service: traces are on, and come here soon. */
    Map<String, String> configuration() {
        return Map.of(
                "quarkus.otel.sdk.disabled",
                "false",
                "quarkus.otel.exporter.otlp.endpoint",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "quarkus.otel.exporter.otlp.protocol",
                "http/protobuf",
                "quarkus.otel.exporter.otlp.compression",
                "none",
                "quarkus.otel.bsp.schedule.delay",
                "200ms");
    }

    String all() {
        return came.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package org.parley.broker.live;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A short answer over HTTP, with a header or two of its own. */
record Answer(int status, String type, String body, Map<String, String> headers) {

    Answer(int status, String type, String body) {
        this(status, type, body, Map.of());
    }

    static Answer json(int status, String body) {
        return new Answer(status, "application/json", body);
    }

    /** RFC 9457. */
    static Answer problem(int status, String name, String title, String detail) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "urn:parley:problem:" + name);
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", detail);
        return new Answer(
                status, "application/problem+json", JSONObjectUtils.toJSONString(problem));
    }

    Answer with(String header, String value) {
        return new Answer(status, type, body, Map.of(header, value));
    }

    void send(HttpExchange exchange) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}

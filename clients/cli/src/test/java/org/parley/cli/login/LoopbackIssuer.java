package org.parley.cli.login;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parley.cli.json.Json;
import org.parley.cli.web.Web;

/** An issuer whose answers a test decides: Keycloak cannot be told to say "slow down". */
final class LoopbackIssuer implements AutoCloseable {

    private record Answer(int status, ObjectNode body) {}

    private final HttpServer server;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<Map<String, String>> asked = new ArrayList<>();

    LoopbackIssuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", this::discovery);
        server.createContext("/endpoint", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    Issuer issuer(Clock clock) {
        return new Issuer(uri(), new Web(), clock);
    }

    /** What the next request to any endpoint gets. */
    LoopbackIssuer says(int status, ObjectNode body) {
        answers.add(new Answer(status, body));
        return this;
    }

    LoopbackIssuer denies(String error) {
        return says(400, Json.object().put("error", error));
    }

    LoopbackIssuer grants(String user, String refreshToken) {
        ObjectNode body = Json.object().put("access_token", jwt(user)).put("expires_in", 300);
        return says(200, body.put("refresh_token", refreshToken));
    }

    private static String jwt(String user) {
        byte[] claims = Json.bytes(Json.object().put("preferred_username", user));
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims) + ".sig";
    }

    /** The forms that were posted, in order. */
    List<Map<String, String>> asked() {
        return asked;
    }

    private void discovery(HttpExchange exchange) throws IOException {
        String endpoint = uri() + "/endpoint";
        ObjectNode body = Json.object().put("token_endpoint", endpoint);
        body.put("device_authorization_endpoint", endpoint).put("revocation_endpoint", endpoint);
        send(exchange, new Answer(200, body));
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] form = exchange.getRequestBody().readAllBytes();
        asked.add(parse(new String(form, StandardCharsets.UTF_8)));
        send(exchange, answers.remove());
    }

    private static Map<String, String> parse(String form) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : form.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] bytes = Json.bytes(answer.body());
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

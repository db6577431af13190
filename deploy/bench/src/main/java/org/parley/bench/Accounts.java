package org.parley.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The users bench-001 and on: made where they are missing, kept for the next run. */
final class Accounts implements AutoCloseable {
    static final String PREFIX = "bench-";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stack.Keycloak keycloak;
    private final String password;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    /**
     * @param until in {@link System#nanoTime()}, with a margin for the time to log in
     */
    private record Token(String value, long until) {
        boolean isFresh() {
            return until - System.nanoTime() > 0;
        }
    }

    Accounts(Stack.Keycloak keycloak) {
        this.keycloak = keycloak;
        this.password = derivedPassword(keycloak.adminPassword());
    }

    /**
     * The same at every run against this stack, and told to nobody who is not its administrator.
     */
    private static String derivedPassword(String adminPassword) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(adminPassword.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal("users of parley bench".getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    static String name(int number) {
        return PREFIX + "%03d".formatted(number);
    }

    /** Makes sure that bench-001 to bench-{count} exist. */
    void ensure(int count) throws InterruptedException {
        Set<String> existing = existing();
        JsonNode role = get("/roles/user");
        Together.forEach(
                count,
                number -> {
                    if (!existing.contains(name(number + 1))) create(name(number + 1), role);
                });
    }

    private Set<String> existing() {
        Set<String> names = new HashSet<>();
        get("/users?briefRepresentation=true&max=100000&search=" + PREFIX)
                .forEach(user -> names.add(user.required("username").asText()));
        return names;
    }

    private void create(String user, JsonNode role) {
        var credential = Map.of("type", "password", "value", password, "temporary", false);
        var body = Map.of("username", user, "enabled", true, "credentials", List.of(credential));
        String location = post("/users", body).headers().firstValue("Location").orElseThrow();
        String id = location.substring(location.lastIndexOf('/') + 1);
        post("/users/" + id + "/role-mappings/realm", List.of(role));
    }

    /** An access token of the user that is good for a while yet. */
    String token(String user) {
        return tokens.compute(
                        user, (_, known) -> known != null && known.isFresh() ? known : login(user))
                .value();
    }

    private Token login(String user) {
        return login(
                keycloak.issuer() + "/protocol/openid-connect/token",
                keycloak.client(),
                user,
                password);
    }

    /** It lives for a minute, and making a thousand users takes longer. */
    private String adminToken() {
        return tokens.compute(
                        keycloak.adminUser(),
                        (_, known) -> known != null && known.isFresh() ? known : adminLogin())
                .value();
    }

    private Token adminLogin() {
        return login(
                keycloak.url() + "/realms/master/protocol/openid-connect/token",
                "admin-cli",
                keycloak.adminUser(),
                keycloak.adminPassword());
    }

    private Token login(String url, String client, String user, String password) {
        String form =
                form(
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                client,
                                "username",
                                user,
                                "password",
                                password));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build();
        JsonNode answer = json(send(request, "login of " + user));
        long half = answer.required("expires_in").asLong() / 2;
        return new Token(
                answer.required("access_token").asText(),
                System.nanoTime() + Duration.ofSeconds(half).toNanos());
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private JsonNode get(String path) {
        return json(send(asAdmin(path).GET().build(), path));
    }

    private HttpResponse<String> post(String path, Object body) {
        String text = JSON.valueToTree(body).toString();
        return send(asAdmin(path).POST(BodyPublishers.ofString(text)).build(), path);
    }

    private HttpRequest.Builder asAdmin(String path) {
        return HttpRequest.newBuilder(
                        URI.create(keycloak.url() + "/admin/realms/" + keycloak.realm() + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + adminToken());
    }

    private HttpResponse<String> send(HttpRequest request, String what) {
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 == 2) return answer;
            throw new CannotMeasure(
                    "Keycloak answered %d to %s: %s"
                            .formatted(answer.statusCode(), what, answer.body()));
        } catch (IOException e) {
            throw new CannotMeasure("Keycloak does not answer to " + what + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotMeasure("interrupted");
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new CannotMeasure("Keycloak answered no JSON: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        http.close();
    }
}

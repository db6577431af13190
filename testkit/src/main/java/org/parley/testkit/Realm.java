package org.parley.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Keycloak as its administrator: users, tokens, and what an attacker would bring. */
public final class Realm {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A cached token is used until so long before its end. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String QUICK_HASH = "hashAlgorithm(pbkdf2-sha512) and hashIterations(1)";

    /** Less than the time in which a Keycloak that was killed is there again. */
    private static final Duration ADMIN_TOKEN_USE = Duration.ofSeconds(15);

    private record Token(String value, Instant until) {}

    private final String url;
    private final String name;
    private final String admin;
    private final String adminPassword;
    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private boolean hashesQuickly;

    Realm(JsonNode keycloak) {
        this(
                keycloak.path("url").asText(),
                keycloak.path("realm").asText(),
                keycloak.path("adminUser").asText(),
                keycloak.path("adminPassword").asText());
    }

    private Realm(String url, String name, String admin, String adminPassword) {
        this.url = url;
        this.name = name;
        this.admin = admin;
        this.adminPassword = adminPassword;
    }

    /** A new user with the default roles; the name is the prefix and something unique. */
    public String createUser(String prefix, String... moreRoles) {
        hashQuickly();
        String user = prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
        String password = UUID.randomUUID().toString();
        Map<String, Object> credential =
                Map.of("type", "password", "value", password, "temporary", false);
        adminPost(
                "/users",
                Map.of(
                        "username",
                        user,
                        "enabled",
                        true,
                        "firstName",
                        prefix,
                        // Without these another realm says that the account is not set up yet.
                        "lastName",
                        "Test",
                        "email",
                        user + "@example.org",
                        "credentials",
                        List.of(credential)));
        passwords.put(user, password);
        if (moreRoles.length > 0) addRoles(user, moreRoles);
        return user;
    }

    private void addRoles(String user, String... roles) {
        List<JsonNode> representations =
                java.util.Arrays.stream(roles).map(role -> adminGet("/roles/" + role)).toList();
        adminPost("/users/" + idOf(user) + "/role-mappings/realm", representations);
    }

    /** From now on this user cannot log in, and no token is refreshed. */
    public void disable(String user) {
        adminSend("PUT", "/users/" + idOf(user), Map.of("enabled", false));
    }

    /** Ends the user's sessions: Keycloak tells the clients by back-channel logout. */
    public void logout(String user) {
        adminSend("POST", "/users/" + idOf(user) + "/logout", Map.of());
        tokens.remove(user);
    }

    /** Another realm on the same server, with a client of the same name: its tokens are foreign. */
    public Realm foreign() {
        String other = "foreign-" + UUID.randomUUID().toString().substring(0, 8);
        send(
                "POST",
                url + "/admin/realms",
                Map.of(
                        "realm",
                        other,
                        "enabled",
                        true,
                        "clients",
                        List.of(
                                Map.of(
                                        "clientId", "parley-local",
                                        "publicClient", true,
                                        "directAccessGrantsEnabled", true))));
        return new Realm(url, other, admin, adminPassword);
    }

    public String issuer() {
        return url + "/realms/" + name;
    }

    String token(String user, String demoPassword) {
        return cached(
                user,
                () ->
                        fetch(
                                name,
                                Map.of(
                                        "grant_type",
                                        "password",
                                        "client_id",
                                        "parley-local",
                                        "username",
                                        user,
                                        "password",
                                        passwords.getOrDefault(user, demoPassword))));
    }

    /** For a user that {@link #createUser} made in this realm. */
    public String token(String user) {
        return token(user, "");
    }

    String serviceToken(String clientId, String secret) {
        return cached(
                "client " + clientId,
                () ->
                        fetch(
                                name,
                                Map.of(
                                        "grant_type", "client_credentials",
                                        "client_id", clientId,
                                        "client_secret", secret)));
    }

    private String cached(String key, Supplier<Token> fresh) {
        Token known = tokens.get(key);
        if (known == null || Instant.now().isAfter(known.until())) {
            known = fresh.get();
            tokens.put(key, known);
        }
        return known.value();
    }

    private Token fetch(String realm, Map<String, String> form) {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        url
                                                + "/realms/"
                                                + realm
                                                + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encode(form)))
                        .build();
        JsonNode answer = Json.parse(body(request));
        Instant end = Instant.now().plusSeconds(answer.path("expires_in").asLong());
        return new Token(answer.path("access_token").asText(), end.minus(MARGIN));
    }

    private String idOf(String user) {
        return adminGet("/users?exact=true&username=" + user).path(0).path("id").asText();
    }

    private JsonNode adminGet(String path) {
        return Json.parse(body(adminRequest(url + "/admin/realms/" + name + path).GET().build()));
    }

    void adminPost(String path, Object content) {
        adminSend("POST", path, content);
    }

    private void adminSend(String method, String path, Object content) {
        send(method, url + "/admin/realms/" + name + path, content);
    }

    private void send(String method, String address, Object content) {
        body(
                adminRequest(address)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(Json.write(content)))
                        .build());
    }

    private HttpRequest.Builder adminRequest(String address) {
        return HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + adminToken());
    }

    private String adminToken() {
        return cached("admin of all realms", this::adminLogin);
    }

    /** Its token lives for a minute only. */
    private Token adminLogin() {
        Token token =
                fetch(
                        "master",
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                "admin-cli",
                                "username",
                                admin,
                                "password",
                                adminPassword));
        return new Token(token.value(), Instant.now().plus(ADMIN_TOKEN_USE));
    }

    /**
     * Passwords that nobody guesses need no slow hash, and hundreds of people log in. Once for each
     * JVM, as setting it again changes nothing.
     */
    private synchronized void hashQuickly() {
        if (hashesQuickly) return;
        adminSend("PUT", "", Map.of("passwordPolicy", QUICK_HASH));
        hashesQuickly = true;
    }

    /** Patient with a Keycloak whose database has just been killed: it answers 500 for a moment. */
    private static String body(HttpRequest request) {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            HttpResponse<String> answer = send(request);
            if (answer.statusCode() / 100 == 2) return answer.body();
            if (answer.statusCode() < 500 || System.nanoTime() > limit)
                throw new IllegalStateException(
                        "%s %s: %d %s"
                                .formatted(
                                        request.method(),
                                        request.uri(),
                                        answer.statusCode(),
                                        answer.body()));
            pause();
        }
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("Keycloak does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field ->
                        field.getKey()
                                + "="
                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}

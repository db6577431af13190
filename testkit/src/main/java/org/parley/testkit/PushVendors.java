package org.parley.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Push vendors on this machine, in Node: HTTPS and HTTP/2, with the certificate of the stack's own
 * authority. They check our signatures and decrypt by other people's code ({@code jose} and {@code
 * http_ece}), and answer as they are told to.
 */
public final class PushVendors implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int NODE = 20;

    private final Stack stack;
    private final Process process;
    private final JsonNode told;
    private final Path folder;

    /** For conditions of tests: whether there is a Node that can run them. */
    public static boolean canRun() {
        String found = nodeVersion();
        boolean there = found.matches("v\\d+\\..*") && major(found) >= NODE;
        if (!there)
            System.out.printf(
                    "SKIPPED: the stand-ins for push vendors need Node %d or newer, here is %s%n",
                    NODE, found.isEmpty() ? "none" : found);
        return there;
    }

    private static int major(String version) {
        return Integer.parseInt(version.substring(1, version.indexOf('.')));
    }

    private static String nodeVersion() {
        try {
            Process node = new ProcessBuilder("node", "--version").start();
            String version =
                    new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return node.waitFor() == 0 ? version.strip() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    public PushVendors(Stack stack) {
        this.stack = stack;
        try {
            Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
            folder = Files.createTempDirectory(target, "vendors");
            Path data = stack.file().resolveSibling("secrets.json");
            process =
                    new ProcessBuilder(
                                    "node",
                                    install().resolve("vendors.mjs").toString(),
                                    stack.file().resolveSibling("tls/server.p12").toString(),
                                    Json.read(data).path("tls").asText(),
                                    folder.toString())
                            .redirectError(folder.resolve("errors.log").toFile())
                            .start();
            // Reads until the line is there: the process says it once it listens.
            BufferedReader out =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8));
            String line = out.readLine();
            if (line == null)
                throw new IllegalStateException(
                        "the vendors do not start: "
                                + Files.readString(folder.resolve("errors.log")));
            told = JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("the vendors do not start", e);
        }
    }

    /** With what npm brings, once per clone. */
    private static synchronized Path install() throws IOException {
        Path from = Program.root().resolve("testkit/src/main/node");
        Path to = Files.createDirectories(Program.root().resolve("target/push-vendors"));
        for (String file : List.of("vendors.mjs", "package.json", "package-lock.json", ".npmrc"))
            Files.copy(from.resolve(file), to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        if (!Files.exists(to.resolve("node_modules/.package-lock.json"))) npm(to);
        return to;
    }

    private static void npm(Path folder) throws IOException {
        Path log = folder.resolve("npm.log");
        Process npm =
                new ProcessBuilder("npm", "ci", "--silent")
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (!npm.waitFor(3, TimeUnit.MINUTES) || npm.exitValue() != 0)
                throw new IllegalStateException("npm ci failed, see " + log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What an operator sets so that a push service reaches them. */
    public Map<String, String> configuration() {
        Map<String, String> all = new HashMap<>();
        all.put("parley.push.ca", stack.mqttCa().toString());
        all.put("parley.push.allow", "127.0.0.1:" + port("web") + ",localhost:" + port("web2"));
        all.put("parley.push.fcm.account", folder.resolve("account.json").toString());
        all.put("parley.push.fcm.url", "https://127.0.0.1:" + port("fcm"));
        all.put("parley.push.apns.key", folder.resolve("AuthKey.p8").toString());
        all.put("parley.push.apns.key-id", told.path("apnsKeyId").asText());
        all.put("parley.push.apns.team", told.path("apnsTeam").asText());
        all.put("parley.push.apns.topic", told.path("apnsTopic").asText());
        all.put("parley.push.apns.url", "https://127.0.0.1:" + port("apns"));
        return all;
    }

    private int port(String server) {
        return told.path(server).asInt();
    }

    /** A place that a browser would listen at. */
    public record Subscription(String id, String endpoint, String p256dh, String auth) {

        /**
         * As a client registers it.
         *
         * @param kind {@code web-push} or {@code unified-push}
         */
        public Map<String, Object> target(String kind) {
            return Map.of(
                    "kind",
                    kind,
                    "endpoint",
                    endpoint,
                    "keys",
                    Map.of("p256dh", p256dh, "auth", auth));
        }
    }

    public Subscription subscribe() {
        return subscribe("https://127.0.0.1:" + port("web"));
    }

    /** At another server. */
    public Subscription subscribeElsewhere() {
        return subscribe("https://localhost:" + port("web2"));
    }

    private Subscription subscribe(String server) {
        JsonNode made = parse(order("POST", "/subscriptions", Map.of()));
        String id = made.path("id").asText();
        return new Subscription(
                id,
                server + "/push/" + id,
                made.path("p256dh").asText(),
                made.path("auth").asText());
    }

    /** What a target got, as a JSON array: headers and decrypted payloads, in their order. */
    public String received(String id) {
        return order("GET", "/received?id=" + id, Map.of());
    }

    /** Where a browser finds a page that subscribes, and its push server. */
    public int browserPort() {
        return port("browser");
    }

    /** Whatever their program takes; see {@code vendors.mjs}. */
    public String order(String method, String path, Map<String, ?> body) {
        URI uri = URI.create("http://127.0.0.1:" + port("control") + path);
        try {
            String content = method.equals("GET") ? "" : JSON.writeValueAsString(body);
            HttpRequest request =
                    HttpRequest.newBuilder(uri)
                            .method(method, HttpRequest.BodyPublishers.ofString(content))
                            .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}

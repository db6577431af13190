package org.parley.bridge;

import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.testkit.Program;
import org.parley.testkit.Stack;

/** The packaged bridge as a process of its own, with an MQTT session of its own. */
final class BridgeProcess implements AutoCloseable {

    static final String CLIENT = "parley-bridge";

    private static final Path TARGET =
            Path.of(System.getProperty("parley.root", ".")).resolve("services/bridge/target");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Stack stack;
    private final String instance = "it-" + UUID.randomUUID().toString().substring(0, 8);
    private final int port = freePort();
    private final List<String> options = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private @Nullable Process process;

    BridgeProcess(Stack stack) {
        this.stack = stack;
        environment.putAll(stack.environmentOf(CLIENT));
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        environment.put("PARLEY_BRIDGE_INSTANCE", instance);
    }

    BridgeProcess with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    BridgeProcess withHeap(String size) {
        options.add("-Xmx" + size);
        options.add("-XX:+ExitOnOutOfMemoryError");
        return this;
    }

    BridgeProcess start() {
        ProcessBuilder builder =
                new ProcessBuilder(Program.of("bridge", options.toArray(String[]::new)))
                        .redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log()));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private static File log() {
        return TARGET.resolve("bridge-it.log").toFile();
    }

    BridgeProcess awaitReady() {
        await().atMost(Duration.ofMinutes(1)).until(() -> status("/q/health/ready") == 200);
        return this;
    }

    boolean isReady() {
        return status("/q/health/ready") == 200;
    }

    boolean isLive() {
        return status("/q/health/live") == 200;
    }

    private int status(String path) {
        return get(path).map(HttpResponse::statusCode).orElse(0);
    }

    String readiness() {
        return get("/q/health/ready").map(HttpResponse::body).orElse("");
    }

    /** The value of a metric without labels, or whose labels begin so. */
    double metric(String name) {
        return get("/q/metrics")
                .map(HttpResponse::body)
                .orElse("")
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElse(-1);
    }

    private java.util.Optional<HttpResponse<String>> get(String path) {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        try {
            return java.util.Optional.of(
                    HTTP.send(
                            HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException notThere) {
            return java.util.Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean isAlive() {
        return Objects.requireNonNull(process).isAlive();
    }

    /** SIGKILL; what it had not acknowledged stays with the broker. */
    void kill() {
        Objects.requireNonNull(process).destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        if (process != null) kill();
        endSession();
    }

    /** The broker would keep everything for this instance for ever. */
    private void endSession() {
        var client =
                MqttClient.builder()
                        .useMqttVersion3()
                        .identifier("service-account-" + CLIENT + ":" + instance)
                        .serverHost(stack.mqttHost())
                        .serverPort(stack.mqttPort())
                        .buildBlocking();
        client.connectWith()
                .cleanSession(true)
                .simpleAuth()
                .username("service-account-" + CLIENT)
                .password(stack.serviceToken(CLIENT).getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .send();
        client.disconnect();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

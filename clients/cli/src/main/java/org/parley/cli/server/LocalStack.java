package org.parley.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;
import org.parley.cli.json.Json;

/** A running local stack, as its {@code stack.json} tells. */
public final class LocalStack {

    public static final String FILE = "stack.json";

    private final Path file;
    private final JsonNode json;

    private LocalStack(Path file, JsonNode json) {
        this.file = file;
        this.json = json;
    }

    public static LocalStack read(Path file) {
        try {
            return Json.parseObject(Files.readString(file))
                    .map(json -> new LocalStack(file.toAbsolutePath().normalize(), json))
                    .orElseThrow(() -> unusable(file, "it is not a JSON object"));
        } catch (IOException e) {
            throw unusable(file, "it cannot be read: " + e.getMessage());
        }
    }

    /** Whether the process that wrote the file still runs. */
    public boolean isAlive() {
        return Json.number(json, "pid").flatMap(ProcessHandle::of).isPresent();
    }

    public Server server() {
        if (!isAlive()) throw unusable(file, "the stack that wrote it is no longer running");
        return new Server(
                URI.create(required(json.path("keycloak"), "issuer")),
                mqtt(),
                services(),
                file.resolveSibling("cli"),
                Optional.of(this));
    }

    private MqttAddress mqtt() {
        JsonNode mqtt = json.path("mqtt");
        return new MqttAddress(required(mqtt, "host"), mqtt.path("tcp").asInt(), false, ca(mqtt));
    }

    private static @Nullable Path ca(JsonNode mqtt) {
        return Json.text(mqtt, "ca").map(Path::of).orElse(null);
    }

    /** The demo users and their passwords. */
    public Map<String, String> users() {
        Map<String, String> users = new LinkedHashMap<>();
        json.path("users")
                .properties()
                .forEach(user -> users.put(user.getKey(), user.getValue().asText()));
        return users;
    }

    /** Where our services listen. */
    public Map<String, URI> services() {
        Map<String, URI> services = new LinkedHashMap<>();
        json.path("services")
                .properties()
                .forEach(service ->
                        services.put(service.getKey(), URI.create(service.getValue().asText())));
        return services;
    }

    private String required(JsonNode part, String member) {
        return Json.text(part, member)
                .orElseThrow(() -> unusable(file, "it has no " + member + " yet"));
    }

    private static Failure unusable(Path file, String why) {
        return new Failure(
                ExitCode.UNREACHABLE,
                "no local stack from " + file + ": " + why,
                "Start it with: ./parley up");
    }
}

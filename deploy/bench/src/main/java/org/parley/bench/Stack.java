package org.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A running local stack, as its stack.json describes it. */
record Stack(
        String mqttHost,
        int mqttPort,
        String kafka,
        Keycloak keycloak,
        Optional<Database> archive,
        Map<String, URI> services,
        Map<String, Long> processes) {

    record Keycloak(
            URI url,
            URI management,
            String realm,
            URI issuer,
            String client,
            String adminUser,
            String adminPassword) {
        /** The passwords in it reach no log. */
        @Override
        public String toString() {
            return "Keycloak[" + url + "]";
        }
    }

    record Database(String url, String user, String password) {
        @Override
        public String toString() {
            return "Database[" + url + "]";
        }
    }

    static Stack read(Path file) {
        if (!Files.exists(file))
            throw new CannotMeasure(
                    "no stack is described in "
                            + file
                            + ": start one with ./parley up, or name its stack.json with --stack");
        try {
            return of(new ObjectMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new CannotMeasure(file + " cannot be read: " + e.getMessage());
        }
    }

    static Stack of(JsonNode file) {
        JsonNode mqtt = file.required("mqtt");
        return new Stack(
                mqtt.required("host").asText(),
                mqtt.required("tcp").asInt(),
                file.required("kafka").asText(),
                keycloak(file.required("keycloak")),
                archive(file),
                services(file.required("services")),
                processes(file.required("processes")));
    }

    private static Keycloak keycloak(JsonNode keycloak) {
        return new Keycloak(
                URI.create(keycloak.required("url").asText()),
                URI.create(keycloak.path("management").asText()),
                keycloak.required("realm").asText(),
                URI.create(keycloak.required("issuer").asText()),
                keycloak.required("client").asText(),
                keycloak.required("adminUser").asText(),
                keycloak.required("adminPassword").asText());
    }

    /** Empty where the stack runs without the archive. */
    private static Optional<Database> archive(JsonNode file) {
        if (!file.required("processes").has("archive")) return Optional.empty();
        JsonNode postgres = file.required("postgres");
        JsonNode archive = postgres.path("databases").path("archive");
        if (archive.isMissingNode()) return Optional.empty();
        String url =
                "jdbc:postgresql://%s:%d/archive"
                        .formatted(
                                postgres.required("host").asText(),
                                postgres.required("port").asInt());
        return Optional.of(
                new Database(
                        url,
                        archive.required("user").asText(),
                        archive.required("password").asText()));
    }

    private static Map<String, URI> services(JsonNode services) {
        Map<String, URI> all = new LinkedHashMap<>();
        services.properties()
                .forEach(entry -> all.put(entry.getKey(), URI.create(entry.getValue().asText())));
        return all;
    }

    private static Map<String, Long> processes(JsonNode processes) {
        Map<String, Long> all = new LinkedHashMap<>();
        processes.properties().forEach(entry -> all.put(entry.getKey(), entry.getValue().asLong()));
        return all;
    }

    long process(String name) {
        Long pid = processes.get(name);
        if (pid == null)
            throw new CannotMeasure(
                    "the stack runs no " + name + "; it runs " + processes.keySet());
        return pid;
    }

    URI service(String name) {
        URI url = services.get(name);
        if (url == null)
            throw new CannotMeasure(
                    "the stack has no service " + name + "; it has " + services.keySet());
        return url;
    }
}

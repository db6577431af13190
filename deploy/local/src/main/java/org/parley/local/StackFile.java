package org.parley.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** {@code stack.json}: what every tool reads to find a running stack. */
final class StackFile {
    private final Stack stack;
    private final Site site;

    StackFile(Stack stack) {
        this.stack = stack;
        this.site = stack.site();
    }

    void write(Map<String, Long> processes) {
        Json.write(site.data().file("stack.json"), content(processes));
    }

    void delete() {
        try {
            Files.deleteIfExists(site.data().file("stack.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ObjectNode content(Map<String, Long> processes) {
        var file = Json.object();
        file.put("version", 1).put("pid", ProcessHandle.current().pid()).put("ready", true);
        addMqtt(file.putObject("mqtt"));
        file.put("kafka", site.ports().hostAndPort(Port.KAFKA));
        addPostgres(file.putObject("postgres"));
        addKeycloak(file.putObject("keycloak"));
        var clients = file.putObject("clients");
        stack.services()
                .forEach(s -> clients.put(s.client(), secret(RealmFile.secretOf(s.client()))));
        var users = file.putObject("users");
        RealmFile.DEMO_USERS.forEach(user -> users.put(user, secret(RealmFile.secretOf(user))));
        var services = file.putObject("services");
        stack.services().forEach(service -> services.put(service.name(), service.url()));
        if (processes.containsKey(Web.NAME)) services.put(Web.NAME, Web.url(site));
        var pids = file.putObject("processes");
        processes.forEach(pids::put);
        return file;
    }

    private void addMqtt(ObjectNode mqtt) {
        mqtt.put("host", "127.0.0.1")
                .put("tcp", site.ports().of(Port.MQTT))
                .put("tls", site.ports().of(Port.MQTT_TLS))
                .put("ws", site.ports().of(Port.MQTT_WS))
                .put("wss", site.ports().of(Port.MQTT_WSS))
                .put("http", site.ports().http(Port.BROKER_HTTP))
                .put("ca", site.data().file("tls/ca.pem").toString());
    }

    private void addPostgres(ObjectNode postgres) {
        postgres.put("host", "127.0.0.1")
                .put("port", site.ports().of(Port.POSTGRES))
                .put("superuser", Postgres.SUPERUSER)
                .put("password", secret(Postgres.SUPERUSER));
        var databases = postgres.putObject("databases");
        for (var name : stack.databases()) {
            databases
                    .putObject(name)
                    .put("user", name)
                    .put("password", secret(Postgres.secretOf(name)));
        }
    }

    private void addKeycloak(ObjectNode keycloak) {
        keycloak.put("url", site.ports().http(Port.KEYCLOAK))
                .put("management", site.ports().http(Port.KEYCLOAK_MANAGEMENT))
                .put("realm", "parley")
                .put("issuer", site.issuer())
                .put("client", RealmFile.LOCAL_CLIENT)
                .put("adminUser", Keycloak.ADMIN)
                .put("adminPassword", secret("keycloak-admin"));
    }

    private String secret(String name) {
        return site.secrets().of(name);
    }
}

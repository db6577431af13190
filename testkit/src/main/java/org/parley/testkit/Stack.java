package org.parley.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A running local stack, as its {@code stack.json} describes it.
 *
 * <p>{@link #shared()} is the one for tests of a single service: broker, Kafka, PostgreSQL and
 * Keycloak. {@link #whole()} has our services too, and belongs to the scenarios of {@code e2e}.
 * Both are started by whoever asks first, and end with Maven (or the IDE).
 */
public final class Stack {

    /**
     * Two clones can run their tests at once: {@code ./parley test -Dparley.testkit.ports=BASE}.
     */
    private static final int BASE = Integer.getInteger("parley.testkit.ports", 30_830);

    /** Below 32768, where the kernel takes the ports of outgoing connections from. */
    private static final int WHOLE_BASE = BASE + 1_000;

    private static @Nullable Stack shared;
    private static @Nullable Stack whole;

    private final Path file;
    private final Realm realm;
    private final Databases databases;

    private Stack(Path file) {
        this.file = file;
        this.realm = new Realm(json().path("keycloak"));
        this.databases = new Databases(json().path("postgres"));
    }

    public static synchronized Stack shared() {
        if (shared == null)
            shared = new Stack(new Launcher("testkit", BASE, "--servers-only").join());
        return shared;
    }

    public static synchronized Stack whole() {
        if (whole == null)
            whole =
                    new Stack(
                            new Launcher(
                                            "e2e",
                                            WHOLE_BASE,
                                            "--restart-after",
                                            "10s",
                                            // The vendors of PushVendors.
                                            "--set",
                                            "PARLEY_PUSH_ALLOW=127.0.0.1")
                                    .join());
        return whole;
    }

    /** What the file says now: process ids change with restarts. */
    private JsonNode json() {
        return Json.read(file);
    }

    public Path file() {
        return file;
    }

    public Realm realm() {
        return realm;
    }

    public Databases databases() {
        return databases;
    }

    public String mqttHost() {
        return json().path("mqtt").path("host").asText();
    }

    public int mqttPort() {
        return json().path("mqtt").path("tcp").asInt();
    }

    public int mqttTlsPort() {
        return json().path("mqtt").path("tls").asInt();
    }

    /** The broker's health and metrics. */
    public String brokerHttp() {
        return json().path("mqtt").path("http").asText();
    }

    public Path mqttCa() {
        return Path.of(json().path("mqtt").path("ca").asText());
    }

    public String kafka() {
        return json().path("kafka").asText();
    }

    public String issuer() {
        return json().path("keycloak").path("issuer").asText();
    }

    /** The secret of a service's own client. */
    public String clientSecret(String clientId) {
        return json().path("clients").path(clientId).asText();
    }

    public String serviceUrl(String name) {
        return json().path("services").path(name).asText();
    }

    /** The process ids of those that are ready now, by name. */
    public Map<String, Long> processes() {
        Map<String, Long> ids = new TreeMap<>();
        json().path("processes")
                .properties()
                .forEach(process -> ids.put(process.getKey(), process.getValue().asLong()));
        return ids;
    }

    /** A user who did not exist before, with a name that starts so. */
    public String aUser(String prefix) {
        return realm.createUser(prefix);
    }

    /** An access token for a user of {@link #aUser} or a demo user; cached while it is fresh. */
    public String token(String user) {
        return realm.token(user, json().path("users").path(user).asText(""));
    }

    /** An access token of a service's own client. */
    public String serviceToken(String clientId) {
        return realm.serviceToken(clientId, clientSecret(clientId));
    }

    /** What a service finds in its environment, without a database. */
    public Map<String, String> environmentOf(String clientId) {
        Map<String, String> all = new TreeMap<>();
        all.put("PARLEY_MQTT_URL", "tcp://" + mqttHost() + ":" + mqttPort());
        all.put("PARLEY_BROKER_HTTP_URL", brokerHttp());
        all.put("KAFKA_BOOTSTRAP_SERVERS", kafka());
        all.put("PARLEY_ISSUER", issuer());
        all.put("PARLEY_CLIENT_ID", clientId);
        all.put("PARLEY_CLIENT_SECRET", clientSecret(clientId));
        return all;
    }
}

package org.parley.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One of our own Quarkus services; each is an entry in {@link Stack}'s table. */
final class Service implements Server {
    private final Site site;
    private final String name;
    private final Port port;
    private final boolean hasDatabase;

    Service(Site site, String name, Port port, boolean hasDatabase) {
        this.site = site;
        this.name = name;
        this.port = port;
        this.hasDatabase = hasDatabase;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Port> ports() {
        return List.of(port);
    }

    boolean hasDatabase() {
        return hasDatabase;
    }

    String client() {
        return "parley-" + name;
    }

    String url() {
        return site.ports().http(port);
    }

    @Override
    public Set<String> needs() {
        return hasDatabase
                ? Set.of("postgres", "kafka", "keycloak", "broker")
                : Set.of("kafka", "keycloak", "broker");
    }

    @Override
    public void prepare(Progress progress) {
        if (site.isExecutable(name)) Executable.require(site, module());
        else Built.require(site, jar(), module());
    }

    @Override
    public Command command() {
        return (site.isExecutable(name) ? executable() : onTheJvm()).with(environment());
    }

    private Command executable() {
        return Command.of(Executable.require(site, module()).toString(), "-Xmx160m");
    }

    private Command onTheJvm() {
        return Command.of(
                Command.JAVA,
                "-Xmx512m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-jar",
                site.built(jar()).toString());
    }

    private Map<String, String> environment() {
        var all =
                new HashMap<>(
                        Map.of(
                                "QUARKUS_HTTP_HOST", "127.0.0.1",
                                "QUARKUS_HTTP_PORT", Integer.toString(site.ports().of(port)),
                                "KAFKA_BOOTSTRAP_SERVERS", site.ports().hostAndPort(Port.KAFKA),
                                "PARLEY_MQTT_URL", "tcp://" + site.ports().hostAndPort(Port.MQTT),
                                "PARLEY_BROKER_HTTP_URL", site.ports().http(Port.BROKER_HTTP),
                                "PARLEY_ISSUER", site.issuer(),
                                "PARLEY_CLIENT_ID", client(),
                                "PARLEY_CLIENT_SECRET",
                                        site.secrets().of(RealmFile.secretOf(client()))));
        if (hasDatabase) {
            all.put(
                    "PARLEY_DATABASE_URL",
                    "postgresql://%s/%s".formatted(site.ports().hostAndPort(Port.POSTGRES), name));
            all.put("PARLEY_DATABASE_USER", name);
            all.put("PARLEY_DATABASE_PASSWORD", site.secrets().of(Postgres.secretOf(name)));
        }
        all.put("PARLEY_GROUPS_LINKS_BASE", Web.url(site) + "/#/join/");
        if (port == Port.PUSH) all.putAll(push());
        all.putAll(site.settings());
        return all;
    }

    /** Web Push from the first start on; FCM and APNs need accounts of the user's own. */
    private Map<String, String> push() {
        return Map.of(
                "PARLEY_PUSH_VAPID_KEY", site.secrets().key("vapid"),
                // A distributor on this machine may have a certificate of the same authority.
                "PARLEY_PUSH_CA", site.data().file("tls/ca.pem").toString());
    }

    @Override
    public Optional<String> waitsFor(Running running) {
        return Http.waitsFor200(url() + "/q/health/ready");
    }

    private String module() {
        return "services/" + name;
    }

    private String jar() {
        return module() + "/target/quarkus-app/quarkus-run.jar";
    }
}

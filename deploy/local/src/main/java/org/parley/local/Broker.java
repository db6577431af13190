package org.parley.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The MQTT broker with our extension, as services/broker packages it. */
final class Broker implements Server {
    private static final String MODULE = "services/broker";
    private static final String BUILT = MODULE + "/target/broker";

    private final Site site;
    private final Tls tls;

    Broker(Site site) {
        this.site = site;
        this.tls = new Tls(site);
    }

    @Override
    public String name() {
        return "broker";
    }

    @Override
    public List<Port> ports() {
        return List.of(Port.MQTT, Port.MQTT_TLS, Port.MQTT_WS, Port.MQTT_WSS, Port.BROKER_HTTP);
    }

    @Override
    public void prepare(Progress progress) throws Exception {
        Built.require(site, BUILT + "/lib", MODULE);
        Built.require(site, BUILT + "/extensions", MODULE);
        tls.make();
    }

    @Override
    public Command command() {
        return Command.of(
                        Command.JAVA,
                        "-Xmx1g",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        site.built(BUILT) + "/lib/*",
                        "org.parley.broker.embedded.EmbeddedBroker")
                .with(environment());
    }

    private Map<String, String> environment() {
        var all =
                new HashMap<>(
                        Map.of(
                                "PARLEY_ISSUER", site.issuer(),
                                "PARLEY_BROKER_HOME", site.data().folder("broker").toString(),
                                "PARLEY_BROKER_EXTENSIONS",
                                        site.built(BUILT + "/extensions").toString(),
                                "PARLEY_BROKER_PERSISTENCE", site.persistence(),
                                "PARLEY_BROKER_BIND", "127.0.0.1",
                                "PARLEY_BROKER_KEYSTORE", tls.keystore().toString(),
                                "PARLEY_BROKER_KEYSTORE_PASSWORD", tls.password(),
                                "KAFKA_BOOTSTRAP_SERVERS", site.ports().hostAndPort(Port.KAFKA)));
        Map.of(
                        "TCP", Port.MQTT,
                        "TLS", Port.MQTT_TLS,
                        "WS", Port.MQTT_WS,
                        "WSS", Port.MQTT_WSS,
                        "HTTP", Port.BROKER_HTTP)
                .forEach((name, port) ->
                        all.put(
                                "PARLEY_BROKER_%s_PORT".formatted(name),
                                Integer.toString(site.ports().of(port))));
        all.putAll(site.settings());
        return all;
    }

    @Override
    public Optional<String> waitsFor(Running running) {
        return running.logged("broker ready")
                ? Optional.empty()
                : Optional.of("'broker ready' in its log");
    }
}

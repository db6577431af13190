package org.parley.local;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The origin that serves the web client. It is there only where Node.js was at build time. */
final class Web implements Server {
    static final String NAME = "web";

    private static final String MODULE = "clients/web";
    private static final String TARGET = MODULE + "/target/";
    private static final String JAR = TARGET + "quarkus-app/quarkus-run.jar";

    private final Site site;

    Web(Site site) {
        this.site = site;
    }

    static String url(Site site) {
        return site.ports().http(Port.WEB);
    }

    static boolean isBuilt(Site site) {
        return (site.isExecutable(NAME) || Files.exists(site.built(JAR)))
                && Files.exists(site.built(TARGET + "classes/web/index.html"));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Port> ports() {
        return List.of(Port.WEB);
    }

    /** It waits for nobody; people log in at once when it is there. */
    @Override
    public Set<String> needs() {
        return Set.of("keycloak", "broker", "archive", "groups");
    }

    @Override
    public void prepare(Progress progress) {
        if (site.isExecutable(NAME)) Executable.require(site, MODULE);
        else Built.require(site, JAR, MODULE);
    }

    @Override
    public Command command() {
        return (site.isExecutable(NAME) ? executable() : onTheJvm()).with(environment());
    }

    private Command executable() {
        return Command.of(Executable.require(site, MODULE).toString(), "-Xmx96m");
    }

    private Command onTheJvm() {
        return Command.of(
                Command.JAVA,
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-jar",
                site.built(JAR).toString());
    }

    private Map<String, String> environment() {
        var ports = site.ports();
        var all = new HashMap<String, String>();
        all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        all.put("QUARKUS_HTTP_PORT", Integer.toString(ports.of(Port.WEB)));
        all.put("PARLEY_ISSUER", site.issuer());
        all.put("PARLEY_ARCHIVE_URL", ports.http(Port.ARCHIVE));
        all.put("PARLEY_GROUPS_URL", ports.http(Port.GROUPS));
        all.put("PARLEY_PRESENCE_URL", ports.http(Port.PRESENCE));
        all.put("PARLEY_PUSH_URL", ports.http(Port.PUSH));
        all.put("PARLEY_BRIDGE_URL", ports.http(Port.BRIDGE));
        all.put("PARLEY_BROKER_HTTP_URL", ports.http(Port.BROKER_HTTP));
        all.put("PARLEY_MQTT_WS_URL", ports.http(Port.MQTT_WS) + "/mqtt");
        all.putAll(site.settings());
        return all;
    }

    @Override
    public Optional<String> waitsFor(Running running) {
        return Http.waitsFor200(url(site) + "/q/health/ready");
    }
}

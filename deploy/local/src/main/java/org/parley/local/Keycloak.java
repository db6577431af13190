package org.parley.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keycloak, optimized once for our PostgreSQL, with the realm imported at its first start. */
final class Keycloak implements Server {
    static final String ADMIN = "admin";

    /** Options that are built in, and so part of the install. */
    private static final List<String> BUILD_OPTIONS =
            List.of(
                    "--db=postgres",
                    "--health-enabled=true",
                    "--metrics-enabled=true",
                    "--cache=local");

    private static final List<String> SHARED_FOLDERS =
            List.of("lib", "conf", "providers", "themes", "version.txt");

    private final Site site;
    private final RealmFile realm;
    private Path install = Path.of("");

    Keycloak(Site site, RealmFile realm) {
        this.site = site;
        this.realm = realm;
    }

    @Override
    public String name() {
        return "keycloak";
    }

    @Override
    public List<Port> ports() {
        return List.of(Port.KEYCLOAK, Port.KEYCLOAK_MANAGEMENT);
    }

    @Override
    public Set<String> needs() {
        return Set.of("postgres");
    }

    @Override
    public void prepare(Progress progress) throws Exception {
        var archive = Install.archive(site, name());
        var version = archive.getFileName().toString().replace(".tar.gz", "");
        install =
                Install.once(
                                site,
                                version,
                                folder -> {
                                    progress.say(name(), "is installed (once; half a minute)");
                                    Archive.unpackTarGz(archive, folder);
                                    build(folder.resolve(version));
                                })
                        .resolve(version);
        makeHome();
    }

    private void build(Path folder) throws InterruptedException {
        var line = java(folder, folder);
        line.add("build");
        line.addAll(BUILD_OPTIONS);
        Shell.run(new Command(line, Map.of()), site.data().log(name()));
    }

    /** Several stacks share an install, but each has its own work files: a home of links. */
    private void makeHome() throws IOException {
        for (var name : SHARED_FOLDERS) {
            var link = home().resolve(name);
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, install.resolve(name));
        }
        if (!Files.exists(imported())) {
            realm.write(importFile());
        }
    }

    @Override
    public Command command() {
        var line = java(install, home());
        line.addAll(List.of("start", "--optimized", "--import-realm"));
        return new Command(line, realm.environment()).with(environment());
    }

    private Map<String, String> environment() {
        var all = new java.util.HashMap<>(realm.environment());
        all.putAll(
                Map.of(
                        "KC_DB_URL",
                        "jdbc:postgresql://%s/keycloak"
                                .formatted(site.ports().hostAndPort(Port.POSTGRES)),
                        "KC_DB_USERNAME",
                        "keycloak",
                        "KC_DB_PASSWORD",
                        site.secrets().of(Postgres.secretOf("keycloak")),
                        "KC_DB_POOL_MAX_SIZE",
                        "20",
                        "KC_HTTP_ENABLED",
                        "true",
                        "KC_HTTP_HOST",
                        "127.0.0.1",
                        "KC_HTTP_PORT",
                        Integer.toString(site.ports().of(Port.KEYCLOAK)),
                        "KC_HTTP_MANAGEMENT_PORT",
                        Integer.toString(site.ports().of(Port.KEYCLOAK_MANAGEMENT)),
                        "KC_HOSTNAME",
                        site.ports().http(Port.KEYCLOAK)));
        all.putAll(
                Map.of(
                        "KC_CACHE",
                        "local",
                        "KC_SHUTDOWN_DELAY",
                        "0s",
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        ADMIN,
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        site.secrets().of("keycloak-admin")));
        return all;
    }

    /** What kc.sh would run; its shell does not pass on how the server ended. */
    private static List<String> java(Path install, Path home) {
        return new ArrayList<>(
                List.of(
                        Command.JAVA,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dfile.encoding=UTF-8",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                        "-Dpicocli.disable.closures=true",
                        "-Dkc.home.dir=" + home,
                        "-Djboss.server.config.dir=" + home.resolve("conf"),
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                        "--add-opens=java.base/java.security=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        install.resolve("lib/quarkus-run.jar").toString(),
                        "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
    }

    @Override
    public Optional<String> waitsFor(Running running) {
        return Http.waitsFor200(site.ports().http(Port.KEYCLOAK_MANAGEMENT) + "/health/ready")
                .or(() -> Http.waitsFor200(site.issuer()));
    }

    /** The realm is Keycloak's from now on, and the file has passwords in it. */
    @Override
    public void whenReady() throws IOException {
        Files.deleteIfExists(importFile());
        DataFolder.writePrivately(imported(), new byte[0]);
    }

    private Path home() {
        return site.data().folder("keycloak");
    }

    private Path importFile() {
        return site.data().folder("keycloak/data/import").resolve("parley-realm.json");
    }

    private Path imported() {
        return home().resolve("realm-imported");
    }
}

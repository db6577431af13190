package org.parley.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PostgreSQL as it would run anywhere: durable, with passwords, one database and owner a service.
 */
final class Postgres implements Server {
    static final String SUPERUSER = "postgres";

    private final Site site;
    private final List<String> databases;
    private Path install = Path.of("");

    Postgres(Site site, List<String> databases) {
        this.site = site;
        this.databases = List.copyOf(databases);
    }

    static String secretOf(String database) {
        return "database-" + database;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public List<Port> ports() {
        return List.of(Port.POSTGRES);
    }

    @Override
    public void prepare(Progress progress) throws Exception {
        var archive = Install.archive(site, name());
        var version = archive.getFileName().toString().replace(".jar", "");
        install = Install.once(site, version, folder -> Archive.unpackTxzInJar(archive, folder));
        if (!Files.exists(data().resolve("PG_VERSION"))) {
            progress.say(name(), "makes its data folder");
            initialize();
        }
    }

    /**
     * Into a folder beside, moved when complete: an interrupted one is not taken for a database.
     */
    private void initialize() throws IOException, InterruptedException {
        var part = site.data().file("postgres.part");
        var password = site.data().file("postgres.password");
        DataFolder.delete(part);
        DataFolder.writePrivately(
                password, site.secrets().of(SUPERUSER).getBytes(StandardCharsets.UTF_8));
        try {
            Shell.run(
                    notAsRoot(
                            bin("initdb"),
                            "--pgdata=" + part,
                            "--username=" + SUPERUSER,
                            "--pwfile=" + password,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale-provider=builtin",
                            "--locale=C.UTF-8"),
                    site.data().log(name()));
        } finally {
            Files.deleteIfExists(password);
        }
        DataFolder.delete(data());
        Files.move(part, data());
    }

    @Override
    public Command command() {
        return notAsRoot(
                bin("postgres"),
                "-D",
                data().toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "port=" + site.ports().of(Port.POSTGRES),
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=on",
                "-c",
                "synchronous_commit=on",
                "-c",
                "max_connections=200",
                "-c",
                "shared_buffers=128MB");
    }

    /**
     * PostgreSQL refuses root: a user namespace without a mapping makes it nobody, files included.
     */
    private Command notAsRoot(String... line) {
        if (!System.getProperty("user.name").equals("root")) {
            return Command.of(line);
        }
        var all = new ArrayList<>(List.of("unshare", "-U"));
        all.addAll(List.of(line));
        return new Command(all, Map.of());
    }

    @Override
    public Optional<String> waitsFor(Running running) {
        try (var _ = connect()) {
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void whenReady() throws SQLException {
        try (var connection = connect()) {
            for (var database : databases) {
                create(connection, database);
            }
        }
    }

    /** The names are ours and the passwords made of letters, digits and dashes. */
    private void create(Connection connection, String database) throws SQLException {
        var password = site.secrets().of(secretOf(database));
        if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", database)) {
            execute(connection, "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(database, password));
        }
        if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", database)) {
            execute(connection, "CREATE DATABASE %s OWNER %s".formatted(database, database));
            execute(connection, "REVOKE CONNECT ON DATABASE %s FROM PUBLIC".formatted(database));
        }
    }

    private static boolean exists(Connection connection, String query, String name)
            throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        var url =
                "jdbc:postgresql://%s/postgres?loginTimeout=5"
                        .formatted(site.ports().hostAndPort(Port.POSTGRES));
        return DriverManager.getConnection(url, SUPERUSER, site.secrets().of(SUPERUSER));
    }

    /** Fast shutdown: TERM would wait until the last client has gone. */
    @Override
    public String stopSignal() {
        return "INT";
    }

    private Path data() {
        return site.data().file("postgres");
    }

    private String bin(String program) {
        return install.resolve("bin").resolve(program).toString();
    }
}

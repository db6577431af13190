package org.parley.testkit;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL that a test may kill: the programs of the shared one, with data of its own. */
public final class OwnPostgres implements AutoCloseable {

    private static final String USER = "postgres";

    private final Path programs;
    private final Path folder;
    private final int port;
    private @Nullable Process process;

    public OwnPostgres() throws IOException, InterruptedException {
        long shared = Objects.requireNonNull(Stack.shared().processes().get("postgres"));
        String program = ProcessHandle.of(shared).orElseThrow().info().command().orElseThrow();
        programs = Objects.requireNonNull(Path.of(program).getParent());
        folder = Files.createTempDirectory(Path.of("target"), "postgres").toAbsolutePath();
        port = freePort();
        Path password = Files.writeString(folder.resolve("password"), USER);
        run(
                "initdb",
                "--pgdata=" + data(),
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--locale=C.UTF-8");
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    public Databases.Database database() {
        return new Databases.Database("postgresql://127.0.0.1:" + port + "/postgres", USER, USER);
    }

    public void start() throws IOException {
        process =
                builder(
                                "postgres",
                                "-D",
                                data().toString(),
                                "-c",
                                "listen_addresses=127.0.0.1",
                                "-c",
                                "port=" + port,
                                "-c",
                                "unix_socket_directories=")
                        .start();
    }

    /** As a crash would: nothing is told, nothing is flushed. */
    public void kill() {
        Process running = Objects.requireNonNull(process);
        // The parent first, or it makes new children; they must be gone before the next one starts.
        List<ProcessHandle> children = running.descendants().toList();
        running.destroyForcibly().onExit().join();
        children.forEach(ProcessHandle::destroyForcibly);
        children.forEach(child -> child.onExit().join());
    }

    /** It ends at once where something of the one before was left. */
    public boolean isAlive() {
        return Objects.requireNonNull(process).isAlive();
    }

    public boolean answers() {
        try (Connection connection = database().connect()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    private void run(String... line) throws IOException, InterruptedException {
        int exit = builder(line).start().waitFor();
        if (exit != 0) throw new IOException(line[0] + " ended with " + exit + ", see " + log());
    }

    private File log() {
        return folder.resolve("log").toFile();
    }

    /** It refuses root: a user namespace makes root somebody else. */
    private ProcessBuilder builder(String... line) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root"))
            command.addAll(List.of("unshare", "-U"));
        command.add(programs.resolve(line[0]).toString());
        command.addAll(List.of(line).subList(1, line.length));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log()));
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) kill();
    }

    static {
        DriverManager.setLoginTimeout(5);
    }
}

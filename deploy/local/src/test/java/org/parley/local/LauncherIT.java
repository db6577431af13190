package org.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a process, with the one server that starts in a few seconds. */
class LauncherIT {
    private static final Ports PORTS =
            new Ports(Integer.getInteger("parley.testkit.ports", 30830) + 1200);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir Path folder;
    private final List<Process> launchers = new ArrayList<>();

    @AfterEach
    void endAll() throws Exception {
        for (var launcher : launchers) {
            launcher.destroy();
            launcher.waitFor();
        }
        new Children(data().file("processes.json")).endLeftovers(new Progress(System.out));
    }

    @Test
    void aSecondStartOnTheSameFolderIsRefusedAndNamesTheFirst() throws Exception {
        var first = ready();

        var second = launch("second");

        assertThat(second.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(output("second"))
                .contains("Parley already runs in " + data().path() + " (pid " + first.pid() + ")");
        assertThat(first.isAlive()).isTrue();
        assertThat(data().file("stack.json")).exists();
    }

    @Test
    void aSignalStopsEverythingAndLeavesNeitherProcessNorFile() throws Exception {
        var launcher = ready();
        var postgres = postgres();

        launcher.destroy();

        assertThat(launcher.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(launcher.exitValue()).isZero();
        assertThat(postgres.isAlive()).isFalse();
        assertThat(data().file("stack.json")).doesNotExist();
        assertThat(PORTS.taken(List.of(Port.POSTGRES))).isEmpty();
        assertThat(Files.readString(data().log("postgres")))
                .contains("database system is shut down");
    }

    @Test
    void whatAKilledLauncherLeftBehindIsEndedByTheNext() throws Exception {
        var launcher = ready();
        var left = postgres();
        launcher.destroyForcibly().waitFor();
        assertThat(left.isAlive()).isTrue();
        Files.delete(data().file("stack.json"));

        ready();

        assertThat(left.isAlive()).isFalse();
        assertThat(postgres().pid()).isNotEqualTo(left.pid());
    }

    @Test
    void passwordsStayTheSameUntilAFreshStart() throws Exception {
        ready();
        var first = password();
        stop();
        ready();
        assertThat(password()).isEqualTo(first);
        stop();

        ready("--fresh");

        assertThat(password()).isNotEqualTo(first);
    }

    @Test
    void aTakenPortIsNamedBeforeAnythingStarts() throws Exception {
        try (var _ =
                new ServerSocket(PORTS.of(Port.POSTGRES), 1, InetAddress.getLoopbackAddress())) {
            var launcher = launch("launcher");

            assertThat(launcher.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(launcher.exitValue()).isEqualTo(1);
            assertThat(output("launcher"))
                    .contains(
                            "port %d (PostgreSQL) is taken by pid %d"
                                    .formatted(
                                            PORTS.of(Port.POSTGRES),
                                            ProcessHandle.current().pid()));
            assertThat(data().file("postgres")).doesNotExist();
        }
    }

    @Test
    void itEndsWithTheProcessItWasStartedFor() throws Exception {
        var other = new ProcessBuilder("sleep", "600").start();
        var launcher = ready("--until-exit-of", Long.toString(other.pid()));

        other.destroyForcibly();

        assertThat(launcher.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(output("launcher")).contains("process " + other.pid() + " is gone");
    }

    private Process ready(String... options) throws Exception {
        var launcher = launch("launcher", options);
        var limit = System.nanoTime() + LIMIT.toNanos();
        while (!Files.exists(data().file("stack.json"))) {
            assertThat(launcher.isAlive() && System.nanoTime() < limit)
                    .as(output("launcher"))
                    .isTrue();
            Thread.sleep(50);
        }
        return launcher;
    }

    private void stop() throws Exception {
        launchers.getLast().destroy();
        launchers.getLast().waitFor();
    }

    private Process launch(String name, String... options) throws IOException {
        var line =
                new ArrayList<>(
                        List.of(
                                Command.JAVA,
                                "-Dparley.root=" + System.getProperty("parley.root"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "up",
                                "--data",
                                data().path().toString(),
                                "--ports",
                                Integer.toString(PORTS.base()),
                                "--servers-only",
                                "--without",
                                "kafka",
                                "--without",
                                "keycloak",
                                "--without",
                                "broker"));
        line.addAll(List.of(options));
        var launcher =
                new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(name + ".out").toFile())
                        .start();
        launchers.add(launcher);
        return launcher;
    }

    private String output(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".out"));
    }

    private ProcessHandle postgres() {
        return ProcessHandle.of(
                        Json.read(data().file("stack.json")).at("/processes/postgres").longValue())
                .orElseThrow();
    }

    private String password() {
        return Json.read(data().file("stack.json")).at("/postgres/password").textValue();
    }

    private DataFolder data() {
        return new DataFolder(folder.resolve("a data folder"));
    }
}

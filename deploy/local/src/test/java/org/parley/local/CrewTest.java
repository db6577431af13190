package org.parley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes, only smaller ones than servers. */
class CrewTest {
    private static final String WAITS = "echo here we are; sleep 600 & wait";

    @TempDir Path folder;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final LinkedBlockingQueue<String> changes = new LinkedBlockingQueue<>();
    private final List<Crew> crews = new java.util.ArrayList<>();
    private DataFolder data = new DataFolder(Path.of("."));

    @BeforeEach
    void makeFolder() {
        data = new DataFolder(folder);
    }

    @AfterEach
    void stopAll() {
        crews.forEach(Crew::stop);
    }

    @Test
    void oneThatNeedsAnotherStartsAfterItIsReadyAndStopsBeforeIt() {
        var crew = crew(script("user", WAITS, "needed"), script("needed", WAITS));

        crew.start();
        crew.stop();

        assertThat(said())
                .containsSubsequence(
                        "user       waits for needed",
                        "needed     ready",
                        "user       starts",
                        "user       ready",
                        "user       stopped",
                        "needed     stopped");
    }

    @Test
    void oneThatIsKilledIsStartedAgain() throws Exception {
        var crew = crew(script("server", WAITS));
        crew.start();
        var first = pid(crew);

        Children.kill(first);
        nextChange();
        nextChange();

        assertThat(pid(crew)).isNotEqualTo(first);
        assertThat(said()).contains("server     was ended by signal 9; starts again in 10 ms");
    }

    @Test
    void oneThatCannotStartSaysWhyWithTheEndOfItsLog() {
        var crew = crew(script("server", "echo no such table >&2; exit 3"));

        assertThatThrownBy(crew::start)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("server exited with code 3 before it was ready")
                .hasMessageContaining("    no such table")
                .hasMessageContaining("logs/server.log");
    }

    @Test
    void stoppingLeavesNoProcessBehind() {
        var crew = crew(script("server", WAITS));
        crew.start();
        var process = ProcessHandle.of(pid(crew)).orElseThrow();
        var grandchild = process.descendants().findFirst().orElseThrow();

        crew.stop();

        assertThat(process.isAlive()).isFalse();
        assertThat(grandchild.onExit()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(data.file("processes.json")).hasContent("{ }");
    }

    @Test
    void theNextLauncherEndsWhatAKilledOneLeftBehind() {
        var crew = crew(script("server", WAITS));
        crew.start();
        var process = ProcessHandle.of(pid(crew)).orElseThrow();

        new Children(data.file("processes.json")).endLeftovers(new Progress(out()));

        assertThat(process.isAlive()).isFalse();
        assertThat(said()).contains("of a launcher that was killed is ended, pid " + process.pid());
    }

    @Test
    void aProcessThatOnlyHasTheSameNumberIsLeftAlone() {
        var crew = crew(script("server", WAITS));
        crew.start();
        var process = ProcessHandle.of(pid(crew)).orElseThrow();
        var known = Json.read(data.file("processes.json"));
        ((com.fasterxml.jackson.databind.node.ObjectNode) known.get("server"))
                .put("started", "2020-01-01T00:00:00Z");
        Json.write(data.file("processes.json"), known);

        new Children(data.file("processes.json")).endLeftovers(new Progress(out()));

        assertThat(process.isAlive()).isTrue();
    }

    private Crew crew(Server... servers) {
        var crew =
                new Crew(
                        List.of(servers),
                        data,
                        new Children(data.file("processes.json")),
                        new Progress(out()),
                        Duration.ofMillis(10),
                        () -> changes.add("changed"));
        crews.add(crew);
        return crew;
    }

    private void nextChange() throws InterruptedException {
        assertThat(changes.poll(20, TimeUnit.SECONDS)).isNotNull();
    }

    private static long pid(Crew crew) {
        return crew.readyPids().values().iterator().next();
    }

    private PrintStream out() {
        return new PrintStream(said, true, StandardCharsets.UTF_8);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private static Server script(String name, String script, String... needs) {
        return new Server() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<Port> ports() {
                return List.of();
            }

            @Override
            public Set<String> needs() {
                return Set.of(needs);
            }

            @Override
            public Command command() {
                return Command.of("sh", "-c", script);
            }

            @Override
            public Optional<String> waitsFor(Running running) {
                return running.logged("here we are") ? Optional.empty() : Optional.of("its word");
            }
        };
    }
}

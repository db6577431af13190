package org.parley.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;
import org.parley.cli.json.Json;

class ServerChoiceTest {

    private static final long ALIVE = ProcessHandle.current().pid();
    private static final long DEAD = Integer.MAX_VALUE;

    @TempDir Path folder;

    @Test
    void aNamedStackTellsEverything() throws IOException {
        Server server = choice(stack(ALIVE), null).resolve();
        assertThat(server.mqtt()).hasToString("tcp://127.0.0.1:18830");
        assertThat(server.issuer()).hasToString("http://127.0.0.1:18837/realms/parley");
        assertThat(server.archive()).hasToString("http://127.0.0.1:18839");
        assertThat(server.stack().orElseThrow().users()).containsEntry("alice", "pw");
        assertThat(server.home()).isEqualTo(folder.resolve("cli"));
    }

    @Test
    void aStackThatIsGoneSaysHowToStartIt() throws IOException {
        Path stack = stack(DEAD);
        assertThatThrownBy(() -> choice(stack, null).resolve())
                .isInstanceOfSatisfying(
                        Failure.class,
                        e -> {
                            assertThat(e.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
                            assertThat(e.next()).contains("./parley up");
                        });
    }

    @Test
    void addressesOnTheCommandLineGoTogether() {
        assertThatThrownBy(() -> choice(null, "tcp://broker:1883").resolve())
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e).hasMessage("--issuer is missing"));
    }

    @Test
    void anAddressOnTheCommandLineOverridesTheProfile() {
        new Profile(
                        "alice",
                        "https://id/realms/parley",
                        "ssl://broker",
                        null,
                        Map.of("archive", "https://archive", "groups", "https://groups"))
                .write(folder.resolve("parley"));
        Server server = choice(null, "tcp://other:1883").resolve();
        assertThat(server.mqtt()).hasToString("tcp://other:1883");
        assertThat(server.groups()).hasToString("https://groups");
        assertThat(server.issuer()).hasToString("https://id/realms/parley");
    }

    @Test
    void portsAreThoseOfMqttUnlessSaid() {
        assertThat(MqttAddress.parse("ssl://broker", null).port()).isEqualTo(8883);
        assertThat(MqttAddress.parse("tcp://broker", null).port()).isEqualTo(1883);
        assertThatThrownBy(() -> MqttAddress.parse("http://broker", null))
                .hasMessageContaining("tcp://host:port or ssl://host:port");
    }

    private ServerChoice choice(@Nullable Path stack, @Nullable String mqtt) {
        Map<String, String> environment =
                Map.of("XDG_CONFIG_HOME", folder.toString(), "XDG_DATA_HOME", folder.toString());
        return new ServerChoice(
                stack, null, mqtt, null, null, null, null, null, false, null, environment);
    }

    private Path stack(long pid) throws IOException {
        ObjectNode json = Json.object().put("version", 1).put("pid", pid).put("ready", true);
        json.putObject("mqtt").put("host", "127.0.0.1").put("tcp", 18830);
        json.putObject("keycloak").put("issuer", "http://127.0.0.1:18837/realms/parley");
        json.putObject("users").put("alice", "pw");
        json.putObject("services").put("archive", "http://127.0.0.1:18839");
        return Files.writeString(folder.resolve("stack.json"), Json.line(json));
    }
}

package org.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parley.testkit.Stack;

/** {@code ./parley group} and {@code ./parley chat '#group'}, as their users run them. */
class GroupCommandIT {

    private static final Stack STACK = Stack.whole();

    private final String name = "Chess " + UUID.randomUUID();

    @Test
    void aGroupIsMadeJoinedByLinkTalkedInAndLeft() throws Exception {
        assertThat(parley("alice", "", "group", "create", name, "bob")).contains(name, "bob");
        String link = parley("alice", "", "group", "link", name).strip();

        assertThat(parley("carol", "", "group", "join", link)).contains("joined");
        assertThat(parley("carol", "", "group", "list")).contains(name, "3 members");
        String said = parley("carol", "hello from carol\n", "chat", "#" + name, "--json");
        assertThat(said).contains("\"event\":\"stored\"");
        String heard = parley("bob", "", "chat", "#" + name, "--json", "--listen", "5");
        assertThat(heard).contains("hello from carol");

        parley("carol", "", "group", "leave", name);
        assertThat(parley("carol", "", "group", "list")).doesNotContain(name);
    }

    @Test
    void whatCannotBeIsSaidAndHasAnExitCode() throws Exception {
        assertThat(run("alice", "", "chat", "#nowhere " + name)).isEqualTo(2);
        assertThat(run("alice", "", "group", "join", "no-such-token")).isEqualTo(6);
    }

    private static String parley(String as, String input, String... words) throws Exception {
        Process process = start(as, input, words);
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String problem =
                new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text + problem).isZero();
        return text;
    }

    private static int run(String as, String input, String... words) throws Exception {
        return start(as, input, words).waitFor();
    }

    private static Process start(String as, String input, String... words) throws IOException {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("parley.root") + "/clients/cli/target/cli/lib/*",
                                "org.parley.cli.Main"));
        line.addAll(List.of(words));
        line.addAll(List.of("--as", as, "--stack", STACK.file().toString()));
        Process process = new ProcessBuilder(line).start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        return process;
    }
}

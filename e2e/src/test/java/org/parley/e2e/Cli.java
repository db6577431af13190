package org.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.parley.testkit.Stack;

/** {@code ./parley}, as its users run it: a process of its own, against the running system. */
final class Cli {

    private Cli() {}

    /** What it prints; it must end well. */
    static String parley(String as, String input, String... words) throws Exception {
        Process process = start(as, input, words);
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String problem =
                new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text + problem).isZero();
        return text;
    }

    /** Its exit code. */
    static int run(String as, String input, String... words) throws Exception {
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
        line.addAll(List.of("--as", as, "--stack", Stack.whole().file().toString()));
        Process process = new ProcessBuilder(line).start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        return process;
    }
}

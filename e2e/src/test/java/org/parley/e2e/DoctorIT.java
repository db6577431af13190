package org.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.parley.testkit.Frozen;
import org.parley.testkit.Stack;

/** {@code ./parley doctor}, as its users run it. */
@Isolated("freezes the archive")
class DoctorIT {

    private static final Stack STACK = Stack.whole();

    private record Diagnosis(int exitCode, Map<String, String> states, String text) {}

    @Test
    void ofAHealthySystemEveryHopIsFine() throws Exception {
        Diagnosis diagnosis = diagnose();

        assertThat(diagnosis.text()).endsWith("All is well.\n");
        assertThat(diagnosis.exitCode()).isZero();
        assertThat(diagnosis.states())
                .containsKeys("bridge", "archive", "login", "broker", "live", "stored", "found");
        assertThat(diagnosis.states().values()).containsOnly("ok");
    }

    @Test
    void aHungArchiveIsFoundAndTheHopsBeforeItAreFine() throws Exception {
        Diagnosis diagnosis;
        try (Frozen _ = new Frozen(STACK, "archive")) {
            diagnosis = diagnose();
        }

        assertThat(diagnosis.exitCode()).isEqualTo(1);
        assertThat(diagnosis.states())
                .containsEntry("archive", "failed")
                .containsEntry("bridge", "ok")
                .containsEntry("live", "ok")
                .containsEntry("stored", "failed");
        assertThat(diagnosis.text()).contains("no stored receipt", "Nothing is lost");
    }

    private static Diagnosis diagnose() throws IOException, InterruptedException {
        Process doctor =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("parley.root") + "/clients/cli/target/cli/lib/*",
                                "org.parley.cli.Main",
                                "doctor",
                                "--stack",
                                STACK.file().toString())
                        .start();
        String text = new String(doctor.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = doctor.waitFor();
        Map<String, String> states = new TreeMap<>();
        text.lines()
                .map(line -> line.split(" +", 3))
                .filter(words -> words.length == 3 && !words[0].isEmpty())
                .filter(words -> !words[0].equals("All") && !words[0].equals("Something"))
                .forEach(words -> states.put(words[1], words[0]));
        return new Diagnosis(exitCode, states, text);
    }
}

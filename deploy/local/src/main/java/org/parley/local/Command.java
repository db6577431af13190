package org.parley.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command line with the environment it gets on top of ours. */
record Command(List<String> line, Map<String, String> environment) {
    static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final boolean HAS_SETSID = onPath("setsid");

    /** Settings of ours or of our caller's would change what the servers do. */
    private static final List<String> NOT_INHERITED =
            List.of(
                    "KC_",
                    "KAFKA_",
                    "QUARKUS_",
                    "PARLEY_",
                    "PG",
                    "JAVA_",
                    "JDK_JAVA_",
                    "MAVEN_",
                    "HIVEMQ_");

    static Command of(String... line) {
        return new Command(List.of(line), Map.of());
    }

    Command with(Map<String, String> more) {
        return new Command(line, more);
    }

    ProcessBuilder builder() {
        var builder = new ProcessBuilder(line);
        builder.environment()
                .keySet()
                .removeIf(key -> NOT_INHERITED.stream().anyMatch(key::startsWith));
        builder.environment().putAll(environment);
        return builder;
    }

    /** In a session of its own, so that a terminal's Ctrl-C reaches only the launcher. */
    Command inOwnGroup() {
        if (!HAS_SETSID) {
            return this;
        }
        var all = new ArrayList<>(List.of("setsid"));
        all.addAll(line);
        return new Command(all, environment);
    }

    static boolean groupsAreOurs() {
        return HAS_SETSID;
    }

    private static boolean onPath(String program) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}

package org.parley.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.testkit.Log;
import org.parley.testkit.Stack;

/**
 * Two and three people with browsers, on the whole stack and through the real login page. The
 * scenarios are in {@code src/test/web/e2e}; they want Node.js and Chromium, and are left out where
 * these are not.
 */
class BrowsersIT {

    private static final Path HERE = Path.of(System.getProperty("parley.root"), "clients/web");
    private static final List<String> VITEST =
            List.of("node_modules/.bin/vitest", "run", "--config", "vitest.e2e.config.ts");
    private static final long MINUTES = 15;

    /** Not what an earlier run on the same data left. */
    private static final String MENDED =
            "This comes through in the end, in run " + UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void browsersAreHere() {
        assumeTrue(ClientBuild.isThere(), "no browsers: the web client is not in this build");
        boolean chromium = Files.isExecutable(chromium());
        if (!chromium)
            System.out.println("web: scenarios in browsers are left out: no " + chromium());
        assumeTrue(chromium, "no browsers: there is no " + chromium());
    }

    /**
     * A dead letter of which nothing is wrong any more: whoever replays it finds it in the history.
     */
    private static void aFaultOfOursIsMended() {
        byte[] payload = "{\"message\":\"%s\"}".formatted(MENDED).getBytes(UTF_8);
        String letter =
                """
                {"topic":"chat/bob/alice","from":"alice","reason":"a fault of ours, mended since",
                 "receivedAt":"%s","size":%d,"payload":"%s"}
                """
                        .formatted(
                                Instant.now(),
                                payload.length,
                                Base64.getEncoder().encodeToString(payload));
        new Log(Stack.whole()).write("parley.rejected", "alice", letter);
    }

    private static Path chromium() {
        return Path.of(System.getenv().getOrDefault("PARLEY_CHROMIUM", "/usr/bin/chromium"));
    }

    /** Those of a line at the same time: people who come and go mostly wait. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "chat",
                "actions",
                "groups",
                "finding",
                "hostile",
                "large",
                "looks presence",
                "console",
                "lasting"
            })
    void peopleChatInBrowsers(String scenarios) throws Exception {
        if (scenarios.equals("console")) aFaultOfOursIsMended();
        Path log = HERE.resolve("target/e2e-" + scenarios.replace(' ', '-') + ".log");
        List<String> command = new ArrayList<>(VITEST);
        String[] names = scenarios.split(" ");
        command.add("--maxWorkers=" + names.length);
        for (String name : names) command.add(name + ".test.ts");
        var builder =
                new ProcessBuilder(command)
                        .directory(HERE.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().put("PARLEY_STACK", Stack.whole().file().toString());
        builder.environment().put("PARLEY_CHROMIUM", chromium().toString());
        builder.environment().put("PARLEY_MENDED", MENDED);
        builder.environment().put("NO_COLOR", "1");

        assertThat(exitCode(builder.start())).as(() -> failures(log)).isZero();
    }

    private static int exitCode(Process scenarios) throws InterruptedException {
        if (scenarios.waitFor(MINUTES, TimeUnit.MINUTES)) return scenarios.exitValue();
        scenarios.descendants().forEach(ProcessHandle::destroyForcibly);
        scenarios.destroyForcibly();
        return -1;
    }

    /** What did not work; what everybody saw then is in target/e2e. */
    private static String failures(Path log) {
        try (Stream<String> lines = Files.lines(log, UTF_8)) {
            List<String> told =
                    lines.filter(line -> line.matches("\\s*(×|→|- waiting|Assertion).*")).toList();
            return "see " + log + "\n" + String.join("\n", told);
        } catch (IOException e) {
            return "no " + log;
        }
    }
}

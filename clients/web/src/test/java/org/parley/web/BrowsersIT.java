package org.parley.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.testkit.Stack;

/**
 * Two and three people with browsers, on the whole stack and through the real login page. The
 * scenarios are in {@code src/test/web/e2e}; they want Node.js and Chromium, and are left out where
 * these are not.
 */
class BrowsersIT {

    private static final Path HERE = Path.of(System.getProperty("parley.root"), "clients/web");
    private static final long MINUTES = 8;

    @BeforeAll
    static void browsersAreHere() {
        assumeTrue(ClientBuild.isThere(), "no browsers: the web client is not in this build");
        boolean chromium = Files.isExecutable(chromium());
        if (!chromium)
            System.out.println("web: scenarios in browsers are left out: no " + chromium());
        assumeTrue(chromium, "no browsers: there is no " + chromium());
    }

    private static Path chromium() {
        return Path.of(System.getenv().getOrDefault("PARLEY_CHROMIUM", "/usr/bin/chromium"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chat",
                "actions",
                "groups",
                "finding",
                "hostile",
                "large",
                "looks",
                "presence",
                "lasting"
            })
    void peopleChatInBrowsers(String scenarios) throws Exception {
        Path log = HERE.resolve("target/e2e-" + scenarios + ".log");
        var builder =
                new ProcessBuilder(
                                "node_modules/.bin/vitest",
                                "run",
                                "--config",
                                "vitest.e2e.config.ts",
                                scenarios + ".test.ts")
                        .directory(HERE.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().put("PARLEY_STACK", Stack.whole().file().toString());
        builder.environment().put("PARLEY_CHROMIUM", chromium().toString());
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
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            List<String> told =
                    lines.filter(line -> line.matches("\\s*(×|→|- waiting|Assertion).*")).toList();
            return "see " + log + "\n" + String.join("\n", told);
        } catch (IOException e) {
            return "no " + log;
        }
    }
}

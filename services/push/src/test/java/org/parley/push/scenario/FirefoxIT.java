package org.parley.push.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.parley.push.PushProfile;
import org.parley.push.Said;
import org.parley.push.vendor.Vendors;

/**
 * A real Firefox subscribes, and reads what we have encrypted. Its push server is a stand-in that
 * hands on what it cannot read.
 */
@QuarkusTest
@TestProfile(PushProfile.class)
@EnabledIf("org.parley.push.scenario.FirefoxIT#canRun")
class FirefoxIT extends Scenario {

    static boolean canRun() {
        if (firefox().isPresent()) return Vendors.canRun();
        System.out.println("SKIPPED: no Firefox on this machine; apt-get install firefox-esr");
        return false;
    }

    private static Optional<Path> firefox() {
        return Stream.of("firefox-esr", "firefox")
                .flatMap(name ->
                        Stream.of(System.getenv("PATH").split(":"))
                                .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Test
    @Timeout(150)
    void firefoxReadsWhatWeEncrypted() throws Exception {
        Path profile = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "firefox");
        Files.writeString(profile.resolve("user.js"), preferences(vendors.browserPort()));
        String key = bob.ok("/vapid-key").getString("key");
        Process firefox = start(profile, key);
        try {
            soon().atMost(Duration.ofSeconds(100))
                    .until(() -> {
                        JsonPath said = vendors.browser();
                        assertThat(said.getList("trouble")).isEmpty();
                        return said.getString("subscribed.endpoint") != null;
                    });
            JsonPath subscribed = vendors.browser();
            bob.registers(
                    "browser",
                    Map.of(
                            "kind",
                            "web-push",
                            "endpoint",
                            subscribed.getString("subscribed.endpoint"),
                            "keys",
                            Map.of(
                                    "p256dh",
                                    subscribed.getString("subscribed.keys.p256dh"),
                                    "auth",
                                    subscribed.getString("subscribed.keys.auth"))),
                    Map.of());
            Said hello = Said.by(alice, bob.name(), "Grüße, \uD83E\uDD8A").isHeard();

            soon().until(() -> !vendors.browser().getList("pushed").isEmpty());
            JsonPath told = vendors.browser();
            assertThat(told.getString("pushed[0].text")).isEqualTo("Grüße, \uD83E\uDD8A");
            assertThat(told.getString("pushed[0].id")).isEqualTo(hello.id().toString());
        } finally {
            firefox.descendants().forEach(ProcessHandle::destroyForcibly);
            firefox.destroyForcibly().waitFor();
        }
    }

    private Process start(Path profile, String key) throws IOException {
        String page = "http://127.0.0.1:" + vendors.browserPort() + "/?key=" + key;
        ProcessBuilder firefox =
                new ProcessBuilder(
                        List.of(
                                firefox().orElseThrow().toString(),
                                "--headless",
                                "--no-remote",
                                "--profile",
                                profile.toString(),
                                page));
        firefox.environment().put("HOME", profile.toString());
        firefox.environment().put("MOZ_CRASHREPORTER_DISABLE", "1");
        return firefox.redirectErrorStream(true)
                .redirectOutput(profile.resolve("firefox.log").toFile())
                .start();
    }

    /** Our push server, no questions, and nothing to anybody else. */
    private static String preferences(int port) {
        return """
        user_pref("dom.push.serverURL", "ws://127.0.0.1:%d/");
        user_pref("dom.push.testing.allowInsecureServerURL", true);
        user_pref("dom.push.testing.ignorePermission", true);
        user_pref("dom.push.connection.enabled", true);
        user_pref("dom.serviceWorkers.testing.enabled", true);
        user_pref("permissions.default.desktop-notification", 1);
        user_pref("browser.shell.checkDefaultBrowser", false);
        user_pref("browser.startup.page", 0);
        user_pref("browser.aboutwelcome.enabled", false);
        user_pref("datareporting.policy.dataSubmissionEnabled", false);
        user_pref("toolkit.telemetry.enabled", false);
        user_pref("app.update.enabled", false);
        user_pref("network.captive-portal-service.enabled", false);
        user_pref("network.connectivity-service.enabled", false);
        user_pref("services.settings.server", "data:,#none");
        user_pref("security.sandbox.content.level", 0);
        user_pref("network.proxy.type", 0);
        """
                .formatted(port);
    }
}

package org.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.parley.testkit.PushVendors;
import org.parley.testkit.PushVendors.Subscription;
import org.parley.testkit.Stack;

/**
 * An offline phone hears of a message exactly once; from MQTT to the vendor, with all that is
 * between.
 */
@EnabledIf("org.parley.testkit.PushVendors#canRun")
class PushIT {

    private static PushVendors vendors;

    private final Parley parley = Parley.running();
    private final Person alice = parley.person("alice");
    private final Person bob = parley.person("bob");

    @BeforeAll
    static void vendors() {
        vendors = new PushVendors(Stack.whole());
    }

    @AfterAll
    static void noVendors() {
        vendors.close();
    }

    @AfterEach
    void hangUp() {
        alice.close();
        bob.close();
    }

    private Subscription phone() {
        Subscription phone = vendors.subscribe();
        PushAnswers.as(bob).registers("phone", phone);
        return phone;
    }

    private static List<JsonNode> told(Subscription place) {
        List<JsonNode> all = new ArrayList<>();
        Json.parse(vendors.received(place.id())).forEach(all::add);
        return all;
    }

    private String writes(String text) {
        String id = Messages.id();
        alice.says(bob, Messages.text(id, text));
        return id;
    }

    @Test
    void anOfflinePhoneIsToldOfAMessageOnce() {
        Subscription phone = phone();
        alice.online();
        String id = writes("Are you there?");

        await().until(() -> !told(phone).isEmpty());
        JsonNode payload = told(phone).getFirst().path("payload");
        assertThat(payload.path("text").asText()).isEqualTo("Are you there?");
        assertThat(payload.path("id").asText()).isEqualTo(id);
        assertThat(payload.path("from").asText()).isEqualTo(alice.name());
        assertThat(payload.path("badge").asInt()).isEqualTo(1);
        await().during(Duration.ofSeconds(3)).until(() -> told(phone).size() == 1);
        assertThat(PushAnswers.as(bob).events("phone", id))
                .containsExactly("queued", "sent", "accepted");
    }

    @Test
    void aPhoneThatIsConnectedAndSaysSoIsNotTold() {
        Subscription phone = phone();
        bob.online();
        alice.online();
        String id = writes("hello");
        await().until(() -> bob.heardFrom(alice).contains("hello"));
        bob.publish(
                "chat/" + alice.name() + "/" + bob.name() + "/receipt",
                Messages.receipt(alice, bob, id, "delivered"));

        await().untilAsserted(() ->
                assertThat(PushAnswers.as(bob).events("phone", id))
                        .containsExactly("queued", "cancelled-delivered"));
        assertThat(told(phone)).isEmpty();
    }

    @Test
    void whatIsReadOnTheLaptopIsNotToldOnThePhone() {
        Subscription phone = phone();
        try (Person laptop = parley.device(bob, "laptop")) {
            laptop.online();
            alice.online();
            String id = writes("hello");
            await().until(() -> laptop.heardFrom(alice).contains("hello"));
            laptop.publish(
                    "chat/" + alice.name() + "/" + bob.name() + "/receipt",
                    Messages.receipt(alice, bob, id, "read"));

            await().untilAsserted(() ->
                    assertThat(PushAnswers.as(bob).events("phone", id))
                            .containsExactly("queued", "cancelled-read"));
            assertThat(told(phone)).isEmpty();
        }
    }

    @Test
    void itGoesOnWhenPushWasKilled() {
        Subscription phone = phone();
        alice.online();
        parley.kill("push");
        String id = writes("while you were gone");
        await().atMost(Duration.ofMinutes(2)).until(() -> !told(phone).isEmpty());
        assertThat(told(phone).getFirst().path("payload").path("id").asText()).isEqualTo(id);
        parley.awaitReady("push");
    }

    @Test
    void theTerminalRegistersTestsMutesAndReadsTheLedger() throws Exception {
        Subscription place = vendors.subscribe();
        assertThat(
                        run(
                                "carol",
                                "push",
                                "register",
                                "terminal",
                                "--endpoint",
                                place.endpoint(),
                                "--p256dh",
                                place.p256dh(),
                                "--auth",
                                place.auth(),
                                "--quiet",
                                "03:00-03:01"))
                .contains("terminal", "web-push", "127.0.0.1", "quiet 03:00-03:01");
        assertThat(run("carol", "push", "list")).contains("terminal");
        assertThat(run("carol", "push", "test", "terminal"))
                .contains("ok   target", "ok   send", "HTTP 201");
        assertThat(told(place).getFirst().path("payload").path("kind").asText()).isEqualTo("test");
        assertThat(run("carol", "push", "mute", "bob", "1week")).contains("bob_carol", "until");
        assertThat(run("carol", "push", "mutes")).contains("bob_carol");
        run("carol", "push", "mute", "bob", "off");
        assertThat(run("carol", "push", "mutes")).isBlank();
        assertThat(run("carol", "push", "ledger")).contains("test", "the vendor took it: HTTP 201");
        assertThat(
                        run(
                                "operator",
                                "operator",
                                "push",
                                "--user",
                                "carol",
                                "--reason",
                                "a test of the ledger"))
                .contains("carol", "test");
        run("carol", "push", "remove", "terminal");
        assertThat(run("carol", "push", "list")).isBlank();
    }

    private static String run(String as, String... words) throws Exception {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("parley.root") + "/clients/cli/target/cli/lib/*",
                                "org.parley.cli.Main"));
        line.addAll(List.of(words));
        line.addAll(List.of("--as", as, "--stack", Stack.whole().file().toString()));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }
}

package org.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no client should send: its sender is told why, and nobody waits behind it. */
class BadInputIT {

    private final Parley parley = Parley.running();
    private final Person alice = parley.person("alice");
    private final Person bob = parley.person("bob");

    @AfterEach
    void hangUp() {
        alice.close();
        bob.close();
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("malformed", bytes("{\"message\":"), "JSON"),
                Arguments.of("no object", bytes("[1]"), "object"),
                Arguments.of("empty", bytes(""), ""),
                Arguments.of(
                        "too large",
                        bytes("{\"message\":\"" + "x".repeat(65_523) + "\"}"),
                        "65537"),
                Arguments.of(
                        "invalid UTF-8",
                        new byte[] {
                            '{', '"', 'm', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'
                        },
                        "UTF-8"),
                Arguments.of(
                        "absurd timestamp",
                        bytes("{\"message\":\"x\",\"timestamp\":\"9999-01-01T00:00:00Z\"}"),
                        "9999-01-01T00:00:00Z"),
                Arguments.of("NUL", bytes("{\"message\":\"a\\u0000b\"}"), "U+0000"),
                Arguments.of(
                        "huge number",
                        bytes("{\"message\":\"x\",\"n\":1e999999999}"),
                        "1E+999999999"),
                Arguments.of(
                        "forged from", bytes("{\"message\":\"x\",\"from\":\"carol\"}"), "carol"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void itsSenderLearnsWhyAndTheNextMessageGoesThrough(
            String name, byte[] payload, String reason) {
        alice.online();
        String topic = "chat/" + bob.name() + "/" + alice.name();

        alice.publish(topic, payload);

        await().untilAsserted(() -> {
            assertThat(alice.notices()).hasSize(1);
            assertThat(alice.notices().getFirst().path("reason").asText()).contains(reason);
            assertThat(alice.notices().getFirst().path("topic").asText()).isEqualTo(topic);
        });
        String id = Messages.id();
        alice.says(bob, Messages.text(id, "all is well"));
        await().until(() -> alice.stored().contains(id));
        assertThat(ArchiveAnswers.as(bob).history(alice, bob)).containsExactly("all is well");
    }

    @Test
    void aPayloadOf64KiBIsFine() {
        alice.online();
        String id = Messages.id();
        String frame = Messages.text(id, "");
        String text = "x".repeat(65_536 - frame.length());

        alice.says(bob, Messages.text(id, text));

        await().until(() -> alice.stored().contains(id));
        assertThat(ArchiveAnswers.as(bob).history(alice, bob)).containsExactly(text);
    }

    @Test
    void anOperatorFindsWhatWasRefusedAndMendsNoRuleByReplayingIt() throws Exception {
        alice.online();
        alice.publish(
                "chat/" + bob.name() + "/" + alice.name(),
                bytes("{\"message\":\"dead letter\",\"from\":\"carol\"}"));

        String found =
                await().until(() -> rejected("--user", alice.name()), text -> !text.isEmpty());
        JsonNode letter = Json.parse(found.strip());
        String id = letter.path("id").asText();

        assertThat(letter.path("why").asText()).contains("carol");
        assertThat(Cli.parley("operator", "", "operator", "rejected", "--reason", "a user asked"))
                .contains("carol")
                .doesNotContain("(replayed)");
        assertThat(rejected("--show", id)).contains("dead letter");
        assertThat(Cli.run("operator", "", rejectedWith("--replay", id))).isNotZero();
        assertThat(rejected("--user", alice.name())).contains("\"id\":" + id);
        assertThat(rejected("--user", alice.name(), "--state", "replayed")).isEmpty();
    }

    private static String rejected(String... options) throws Exception {
        return Cli.parley("operator", "", rejectedWith(options));
    }

    private static String[] rejectedWith(String... options) {
        return Stream.concat(
                        Stream.of("operator", "rejected", "--reason", "a user asked", "--json"),
                        Stream.of(options))
                .toArray(String[]::new);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

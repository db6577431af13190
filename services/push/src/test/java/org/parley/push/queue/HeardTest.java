package org.parley.push.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.contracts.MessageSent;

class HeardTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final UUID ID = UUID.fromString("01935d3e-7f00-7abc-8def-0123456789ab");
    private static final Heard.Ttl TTL = new Heard.Ttl(Duration.ofDays(3), Duration.ofSeconds(60));

    private static MessageSent sent(String type, Instant expiresAt, Map<String, Object> payload) {
        return new MessageSent(
                ID, "alice_bob", "alice", "bob", type, null, NOW, null, expiresAt, payload);
    }

    private static Heard heard(String type, Map<String, Object> payload) {
        return Heard.of(sent(type, null, payload), 7, TTL).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "text, true", "attachment, true", "location, true", "contact, true", "call, true",
        "edit, true", "delete, true", "reaction, false", "system, false", "unknown, false"
    })
    void someTypesAreOfNoConcern(String type, boolean concerns) {
        assertThat(Heard.of(sent(type, null, Map.of("message", "x")), 7, TTL).isPresent())
                .isEqualTo(concerns);
    }

    @Test
    void theRecipientIsTheOtherOne() {
        assertThat(heard("text", Map.of("message", "hi")).recipient()).isEqualTo("bob");
        MessageSent inGroup =
                new MessageSent(
                        ID,
                        "g-01jd8x4v9zq2m3n4p5r6s7t8v9",
                        "alice",
                        "g-01jd8x4v9zq2m3n4p5r6s7t8v9",
                        "text",
                        null,
                        NOW,
                        null,
                        null,
                        Map.of());
        assertThat(Heard.of(inGroup, 7, TTL).orElseThrow().recipient()).isNull();
    }

    @Test
    void eachTypeHasItsTimeAndAMessageMayHaveLess() {
        assertThat(heard("text", Map.of()).expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(3)));
        assertThat(heard("call", Map.of()).expiresAt()).isEqualTo(NOW.plusSeconds(60));
        Optional<Heard> brief = Heard.of(sent("text", NOW.plusSeconds(5), Map.of()), 7, TTL);
        assertThat(brief.orElseThrow().expiresAt()).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void theTextIsTheMessageOrWhatTheAttachmentIsCalled() {
        assertThat(heard("text", Map.of("message", "hi")).text()).isEqualTo("hi");
        Map<String, Object> photo = Map.of("attachment", Map.of("name", "fox.jpg"));
        assertThat(heard("attachment", photo).text()).isEqualTo("fox.jpg");
        assertThat(heard("location", Map.of("message", " ")).text()).isNull();
        assertThat(heard("text", Map.of("message", "x", "encrypted", true)).text()).isNull();
        assertThat(heard("text", Map.of("message", "x", "encrypted", false)).text()).isEqualTo("x");
    }

    @Test
    void aTextHasAtMostAThousandCharactersAndNoHalfOnes() {
        String text = heard("text", Map.of("message", "\uD83E\uDD8A".repeat(2_000))).text();
        assertThat(text.codePointCount(0, text.length())).isEqualTo(1_001);
        assertThat(text).endsWith("\uD83E\uDD8A…");
    }

    @Test
    void mentionsAreUsers() {
        Map<String, Object> payload = Map.of("message", "x", "mentions", List.of("bob", 4));
        assertThat(heard("text", payload).mentions()).containsExactly("bob");
        assertThat(heard("text", Map.of("mentions", "bob")).mentions()).isEmpty();
    }

    @Test
    void whatIsMalformedIsPassedOver() {
        assertThat(
                        Heard.of(
                                new MessageSent(
                                        ID,
                                        "alice_bob",
                                        null,
                                        "bob",
                                        "text",
                                        null,
                                        NOW,
                                        null,
                                        null,
                                        Map.of()),
                                7,
                                TTL))
                .isEmpty();
        assertThat(
                        Heard.of(
                                new MessageSent(
                                        ID, "nowhere", "alice", "bob", "text", null, NOW, null,
                                        null, Map.of()),
                                7,
                                TTL))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // what the log had, what it has now: offset, seconds
        "10, 100, 11, 101, true",
        "10, 100, 10, 100, false",
        "10, 100, 9, 99, false",
        "10, 100, 11, 99, true",
        // the topic was made anew
        "10, 100, 0, 101, true"
    })
    void whatWasTakenInIsRecognised(
            long offset, long seconds, long laterOffset, long laterSeconds, boolean isNew) {
        Intake.Mark mark = new Intake.Mark("alice_bob", offset, Instant.ofEpochSecond(seconds));
        Heard heard =
                new Heard(
                        laterOffset,
                        "alice_bob",
                        ID,
                        "alice",
                        "bob",
                        "text",
                        null,
                        null,
                        List.of(),
                        Instant.ofEpochSecond(laterSeconds),
                        NOW);
        assertThat(mark.isBefore(heard)).isEqualTo(isNew);
    }
}

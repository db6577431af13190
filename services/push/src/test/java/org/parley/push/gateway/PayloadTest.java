package org.parley.push.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private final ObjectMapper mapper = new ObjectMapper();
    private final Payload payload = new Payload(mapper);

    private static Notification saying(String text) {
        return new Notification(
                Notification.MESSAGE,
                "alice_bob",
                UUID.fromString("01935d3e-7f00-7abc-8def-0123456789ab"),
                "alice",
                null,
                "text",
                text,
                3,
                2,
                true,
                false,
                true,
                NOW,
                NOW.plusSeconds(60));
    }

    @Test
    void itSaysWhatAClientNeeds() throws Exception {
        assertThat(mapper.readTree(payload.of(saying("hi"), 4_000)))
                .isEqualTo(
                        mapper.readTree(
                                """
                                {"kind":"message","conversation":"alice_bob",
                                 "id":"01935d3e-7f00-7abc-8def-0123456789ab","from":"alice","type":"text",
                                 "text":"hi","unread":3,"receivedAt":"2026-11-23T08:00:00Z","badge":2}
                                """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ä", "\u20AC", "\uD83E\uDD8A", "\"", "\n", "\u0001"})
    void theTextGivesWayInWholeCharacters(String character) throws Exception {
        for (int limit : new int[] {300, 301, 302, 303, 1_000, 3_993}) {
            String json = payload.of(saying(character.repeat(5_000)), limit);
            assertThat(json.getBytes(StandardCharsets.UTF_8).length).isBetween(limit - 8, limit);
            JsonNode read = mapper.readTree(json);
            String text = read.path("text").asText();
            assertThat(text).endsWith("…").startsWith(character);
            assertThat(text.replace("…", "").replace(character, "")).isEmpty();
        }
    }

    @Test
    void whereNothingFitsThereIsNoText() throws Exception {
        String json = payload.of(saying("a".repeat(100)), 150);
        assertThat(mapper.readTree(json).has("text")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "120, PT2M",
        "0, PT0S",
        "'Mon, 23 Nov 2026 08:00:30 GMT', PT30S",
        "'Mon, 23 Nov 2026 07:00:00 GMT', PT0S",
        "soon, ",
        "-5, ",
        "99999999999, "
    })
    void retryAfterIsSecondsOrADate(String text, Duration pause) {
        if (pause == null) assertThat(RetryAfter.parse(text, NOW)).isEmpty();
        else assertThat(RetryAfter.parse(text, NOW)).contains(pause);
    }

    @Test
    void aConversationsNameAmongAVendorsNotificationsIs32CharactersAndAlwaysTheSame() {
        assertThat(Collapse.key("alice_bob")).matches("[A-Za-z0-9_-]{32}");
        assertThat(Collapse.key("alice_bob"))
                .isEqualTo(Collapse.key("alice_bob"))
                .isNotEqualTo(Collapse.key("alice_carol"));
    }

    @Test
    void whatWasSaidAndWhereToIsNotInWhatEndsInALog() {
        assertThat(saying("a secret").toString()).doesNotContain("secret");
        assertThat(new Target.Fcm("a-token").toString()).doesNotContain("token");
        assertThat(new Target.Apns("a-token").toString()).doesNotContain("token");
    }
}

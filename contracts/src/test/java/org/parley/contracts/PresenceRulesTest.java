package org.parley.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Alice's phone says how it is. */
class PresenceRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Topic.DevicePresence TOPIC =
            new Topic.DevicePresence(new UserId("alice"), new DeviceId("phone"));

    @ParameterizedTest
    @ValueSource(strings = {"online", "away", "offline"})
    void aState(String state) {
        assertThat(check(Map.of("state", state)))
                .isEqualTo(new Verdict.Accepted<>(new PresenceSent("alice", "phone", state, NOW)));
    }

    @Test
    void unknownMembersAreIgnored() {
        assertThat(check(Map.of("state", "online", "mood", Map.of("is", "good"))))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                         | state is missing
                    ''   | state is ""; it must be online, away or offline
                    Away | state is "Away"; it must be online, away or offline
                    busy | state is "busy"; it must be online, away or offline
                    """)
    void noStateAndWhy(@Nullable String state, String reason) {
        Map<String, Object> object = new HashMap<>();
        object.put("state", state);

        assertThat(check(object)).isEqualTo(new Verdict.Rejected<PresenceSent>(reason));
    }

    @Test
    void aStateIsAString() {
        assertThat(check(Map.of("state", true)))
                .isEqualTo(
                        new Verdict.Rejected<PresenceSent>("state is true; it must be a string"));
    }

    private static Verdict<PresenceSent> check(Map<String, Object> object) {
        return PresenceRules.check(TOPIC, object, NOW);
    }
}

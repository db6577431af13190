package org.parley.cli.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.cli.json.Json;

class WordsTest {

    private static final Instant NOW = Instant.parse("2026-11-28T14:30:00Z");

    private final Words words = new Words(ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
        "offline, 2026-11-28T13:03:00Z, last seen today 14:03",
        "offline, 2026-11-27T23:30:00Z, last seen today 00:30",
        "offline, 2026-11-27T22:30:00Z, last seen yesterday 23:30",
        "offline, 2026-11-02T09:00:00Z, last seen 02.11. 10:00",
        "offline, 2025-11-02T09:00:00Z, last seen 02.11.2025",
        "offline, , offline",
        "online, 2026-11-28T13:03:00Z, online",
        "away, 2026-11-28T13:03:00Z, away"
    })
    void itIsSaidAsAPersonWould(String state, Instant lastSeen, String said) {
        assertThat(words.of(new Presence(state, lastSeen), NOW)).isEqualTo(said);
    }

    @Test
    void whatIsNoPresenceIsNone() {
        assertThat(Presence.of(Json.object())).isEmpty();
        assertThat(Presence.of(Json.object().put("state", "\u001b[2J"))).isEmpty();
        assertThat(Presence.of(Json.object().put("state", "online").put("lastSeen", "soon")))
                .contains(new Presence("online", null));
    }
}

package org.parley.cli.presence;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.cli.json.Json;

/**
 * How somebody is there.
 *
 * @param state {@code online}, {@code away} or {@code offline}
 * @param lastSeen absent where it was never
 */
public record Presence(String state, @Nullable Instant lastSeen) {

    private static final Set<String> STATES = Set.of("online", "away", "offline");

    /** Empty for what does not say it. */
    public static Optional<Presence> of(JsonNode json) {
        return Json.text(json, "state")
                .filter(STATES::contains)
                .map(state ->
                        new Presence(
                                state,
                                Json.text(json, "lastSeen").flatMap(Presence::time).orElse(null)));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

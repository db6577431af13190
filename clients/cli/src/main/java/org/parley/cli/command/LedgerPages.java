package org.parley.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.parley.cli.json.Json;
import org.parley.cli.terminal.Printable;

/** The push service's ledger, page after page. */
final class LedgerPages {

    private static final int PAGE = 200;

    private LedgerPages() {}

    /**
     * @param page of at most so many, from there on
     */
    static void each(
            int limit,
            BiFunction<Integer, Optional<String>, ObjectNode> page,
            Consumer<JsonNode> entry) {
        Pages.each(limit, PAGE, "entries", page, entry);
    }

    static String line(JsonNode entry, boolean withUser) {
        return "%s  %s%-12s %-19s %s  %s  %s"
                .formatted(
                        MessageTable.time(Json.time(entry, "at").orElse(Instant.EPOCH)),
                        withUser ? "%-12s ".formatted(entry.path("user").asText()) : "",
                        entry.path("device").asText(),
                        entry.path("event").asText(),
                        entry.path("conversation").asText(),
                        entry.path("message").asText(),
                        Printable.line(entry.path("detail").asText()));
    }
}

package org.parley.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.parley.cli.json.Json;

/** A list that a service answers page after page, each with the cursor {@code next}. */
final class Pages {

    private Pages() {}

    /**
     * @param limit how many in all, 0 for all
     * @param size at most so many on a page
     * @param name of the page's list
     * @param page of at most so many, from there on
     */
    static void each(
            int limit,
            int size,
            String name,
            BiFunction<Integer, Optional<String>, ObjectNode> page,
            Consumer<JsonNode> entry) {
        int left = limit == 0 ? Integer.MAX_VALUE : limit;
        Optional<String> next = Optional.empty();
        do {
            ObjectNode read = page.apply(Math.min(size, left), next);
            read.path(name).forEach(entry);
            left -= read.path(name).size();
            next = Json.text(read, "next");
        } while (next.isPresent() && left > 0);
    }
}

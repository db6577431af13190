package org.parley.cli.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.cli.conversation.Message;
import org.parley.cli.json.Json;

/**
 * What a search found, the newest first.
 *
 * @param next for {@code before}: the rest
 */
public record SearchPage(List<Message> messages, Optional<String> next) {

    static SearchPage of(ObjectNode json) {
        List<Message> messages = new ArrayList<>();
        for (JsonNode hit : json.path("hits"))
            Message.view(hit.path("message")).ifPresent(messages::add);
        return new SearchPage(messages, Json.text(json, "next"));
    }
}

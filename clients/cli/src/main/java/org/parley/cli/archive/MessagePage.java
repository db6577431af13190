package org.parley.cli.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.cli.conversation.Message;
import org.parley.cli.json.Json;

/** One page of messages. */
public record MessagePage(
        List<Message> messages,
        Optional<String> before,
        Optional<String> after,
        Optional<String> next) {

    static MessagePage of(ObjectNode json) {
        List<Message> messages = new ArrayList<>();
        json.path("messages").forEach(view -> Message.view(view).ifPresent(messages::add));
        return new MessagePage(
                messages,
                Json.text(json, "before"),
                Json.text(json, "after"),
                Json.text(json, "next"));
    }
}

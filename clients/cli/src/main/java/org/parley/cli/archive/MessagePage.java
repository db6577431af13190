package org.parley.cli.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.cli.conversation.Message;
import org.parley.cli.json.Json;

/**
 * One page of a conversation, oldest first.
 *
 * @param previous for {@code before}: what is older
 * @param next for {@code after}: what is newer
 */
public record MessagePage(
        List<Message> messages, Optional<String> previous, Optional<String> next) {

    static MessagePage of(ObjectNode json) {
        List<Message> messages = new ArrayList<>();
        json.path("messages").forEach(view -> Message.view(view).ifPresent(messages::add));
        return new MessagePage(messages, Json.text(json, "previous"), Json.text(json, "next"));
    }
}

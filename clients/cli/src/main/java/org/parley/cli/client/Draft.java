package org.parley.cli.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.parley.cli.json.Json;
import org.parley.contracts.MessageId;
import org.parley.contracts.MessageType;

/** What somebody wants to say; the client adds id, sender, time, device and counter. */
public record Draft(ObjectNode content) {

    public static Draft text(String text) {
        return new Draft(Json.object().put("message", text));
    }

    public static Draft reply(MessageId to, String text) {
        return text(text).about(to);
    }

    public static Draft edit(MessageId message, String text) {
        return text(text).about(message).type(MessageType.EDIT);
    }

    public static Draft delete(MessageId message) {
        return new Draft(Json.object()).about(message).type(MessageType.DELETE);
    }

    /** An empty reaction takes the last one back. */
    public static Draft reaction(MessageId message, String emoji) {
        return text(emoji).about(message).type(MessageType.REACTION);
    }

    private Draft about(MessageId message) {
        content.put("ref", message.toString());
        return this;
    }

    private Draft type(MessageType type) {
        content.put("type", type.wireName());
        return this;
    }
}

package org.parley.cli.client;

import java.util.Map;
import org.parley.cli.conversation.Message;
import org.parley.contracts.ConversationId;

/** A live message that has neither id nor timestamp, so that only the archive can name it. */
public record Unnamed(
        ConversationId conversation, String from, String text, Map<String, Object> payload) {

    /** Whether the archive's message may be this one. */
    boolean fits(Message message) {
        return message.conversation().equals(conversation)
                && message.from().equals(from)
                && message.payload().equals(payload);
    }

    @Override
    public String toString() {
        return "Unnamed[conversation=" + conversation + ", from=" + from + "]";
    }
}

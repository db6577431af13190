package org.parley.cli.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.cli.conversation.Message;
import org.parley.cli.conversation.Reach;
import org.parley.cli.json.Json;
import org.parley.contracts.ConversationId;
import org.parley.contracts.MessageId;

/**
 * One answer of {@code GET /sync}, in the archive's order.
 *
 * @param cursor where to go on from
 * @param more whether there is more behind it now
 */
public record SyncPage(List<Item> items, Optional<String> cursor, boolean more) {

    /** Something that happened. */
    public sealed interface Item {}

    /** A message as it is now. */
    public record Said(Message message) implements Item {}

    /** How far a user got with a conversation. */
    public record Receipt(ConversationId conversation, String user, Reach reach, MessageId upTo)
            implements Item {}

    static SyncPage of(ObjectNode json) {
        List<Item> items = new ArrayList<>();
        for (JsonNode item : json.path("items")) {
            Message.view(item.path("message")).map(Said::new).ifPresent(items::add);
            receipt(item.path("receipt")).ifPresent(items::add);
        }
        return new SyncPage(items, Json.text(json, "cursor"), json.path("more").asBoolean());
    }

    private static Optional<Receipt> receipt(JsonNode view) {
        Optional<ConversationId> conversation =
                Json.text(view, "conversation").flatMap(ConversationId::parse);
        Optional<Reach> reach = Json.text(view, "state").flatMap(Reach::parse);
        Optional<MessageId> upTo = Json.text(view, "upTo").flatMap(MessageId::parse);
        Optional<String> user = Json.text(view, "user");
        if (conversation.isEmpty() || reach.isEmpty() || upTo.isEmpty() || user.isEmpty())
            return Optional.empty();
        return Optional.of(new Receipt(conversation.get(), user.get(), reach.get(), upTo.get()));
    }
}

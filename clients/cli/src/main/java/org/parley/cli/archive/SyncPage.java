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
 * One answer of {@code GET /sync}.
 *
 * @param next the cursor to go on from
 * @param more whether there is more behind it now
 */
public record SyncPage(
        List<Message> messages, List<Receipt> receipts, Optional<String> next, boolean more) {

    /** How far a user got with a conversation. */
    public record Receipt(ConversationId conversation, String user, Reach reach, MessageId upTo) {}

    static SyncPage of(ObjectNode json) {
        List<Message> messages = new ArrayList<>();
        json.path("messages").forEach(view -> Message.view(view).ifPresent(messages::add));
        List<Receipt> receipts = new ArrayList<>();
        json.path("receipts").forEach(view -> receipt(view).ifPresent(receipts::add));
        return new SyncPage(
                messages, receipts, Json.text(json, "next"), json.path("more").asBoolean());
    }

    private static Optional<Receipt> receipt(JsonNode view) {
        return Json.text(view, "conversation")
                .flatMap(ConversationId::parse)
                .flatMap(conversation ->
                        Json.text(view, "state")
                                .flatMap(Reach::parse)
                                .flatMap(reach ->
                                        Json.text(view, "upTo")
                                                .flatMap(MessageId::parse)
                                                .map(upTo ->
                                                        new Receipt(
                                                                conversation,
                                                                user(view),
                                                                reach,
                                                                upTo))));
    }

    private static String user(JsonNode view) {
        return Json.text(view, "user").or(() -> Json.text(view, "from")).orElse("?");
    }
}

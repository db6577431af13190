package org.parley.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Optional;
import org.parley.cli.conversation.Message;
import org.parley.cli.conversation.Reach;
import org.parley.cli.json.Json;
import org.parley.contracts.ConversationId;
import org.parley.contracts.GroupId;
import org.parley.contracts.MessageId;
import org.parley.contracts.MessageRules;
import org.parley.contracts.Topic;
import org.parley.contracts.UserId;
import org.parley.contracts.Verdict;

/** Understands what comes over MQTT. What it does not understand, it leaves alone. */
final class Incoming {

    /** What else has to happen after something arrived. */
    interface Consequences {
        /** The archive knows more than came live. */
        void askArchive();

        /** There is something new to acknowledge. */
        void acknowledge(ConversationId conversation);

        /** A user's presence. */
        void presence(UserId user, ObjectNode json);
    }

    private final UserId me;
    private final Desk desk;
    private final Clock clock;
    private final Consequences consequences;

    Incoming(UserId me, Desk desk, Clock clock, Consequences consequences) {
        this.me = me;
        this.clock = clock;
        this.desk = desk;
        this.consequences = consequences;
    }

    void received(String path, byte[] payload) {
        Optional<Topic> topic = Topic.parse(path);
        Optional<ObjectNode> json = Json.parseObject(payload);
        if (topic.isEmpty() || json.isEmpty()) return;
        switch (topic.get()) {
            case Topic.Message message -> message(message, payload, json.get());
            case Topic.Receipt(UserId to, UserId from) -> receipt(to, from, json.get());
            case Topic.DirectTyping(UserId to, UserId from) ->
                    typing(ConversationId.between(to, from), from, json.get());
            case Topic.GroupTyping(GroupId group, UserId from) ->
                    typing(new ConversationId.Group(group), from, json.get());
            case Topic.StoredReceipt _ -> stored(json.get());
            case Topic.UserNotice _ -> notice(json.get());
            // It is archived like other messages, with a position.
            case Topic.GroupNotice _ -> consequences.askArchive();
            case Topic.UserPresence(UserId user) -> consequences.presence(user, json.get());
            case Topic.DevicePresence _ -> {}
        }
    }

    private void message(Topic.Message topic, byte[] payload, ObjectNode json) {
        // What the bridge will reject is no message: no device shows what the archive never has.
        var verdict = MessageRules.check(topic, payload, Json.toMap(json), clock.instant());
        boolean accepted = verdict instanceof Verdict.Accepted<?>;
        boolean complete = accepted && show(topic, payload, json);
        if (!complete) consequences.askArchive();
        if (accepted && !topic.from().equals(me)) consequences.acknowledge(topic.conversation());
    }

    /** Whether that is all there is to know. */
    private boolean show(Topic.Message topic, byte[] payload, ObjectNode json) {
        Optional<Message> message = Message.live(topic, payload, json);
        if (message.isPresent()) return !desk.take(message.get(), true);
        desk.takeUnnamed(
                new Unnamed(
                        topic.conversation(),
                        topic.from().value(),
                        Json.text(json, "message").orElse(""),
                        Json.toMap(json)));
        return false;
    }

    private void receipt(UserId to, UserId from, ObjectNode json) {
        Optional<ConversationId> conversation =
                Json.text(json, "conversation").flatMap(ConversationId::parse);
        Optional<Reach> reach = Json.text(json, "state").flatMap(Reach::parse);
        Optional<MessageId> upTo = Json.text(json, "upTo").flatMap(MessageId::parse);
        if (conversation.isEmpty() || reach.isEmpty() || upTo.isEmpty()) return;
        // The payload is a claim, the topic is proof: two people's receipts are about the two.
        boolean theirs =
                conversation.get() instanceof ConversationId.Group
                        || conversation.get().equals(ConversationId.between(to, from));
        if (theirs) desk.reached(conversation.get(), from.value(), reach.get(), upTo.get());
    }

    private void typing(ConversationId conversation, UserId from, ObjectNode json) {
        if (from.equals(me)) return;
        boolean typing = json.path("typing").asBoolean(true);
        desk.tell(new ChatEvent.Typing(conversation, from, typing));
    }

    private void stored(ObjectNode json) {
        Optional<ConversationId> conversation =
                Json.text(json, "conversation").flatMap(ConversationId::parse);
        if (conversation.isEmpty()) return;
        for (JsonNode pair : json.path("ids"))
            MessageId.parse(pair.path(0).asText())
                    .ifPresent(id -> desk.stored(conversation.get(), id, pair.path(1).asLong()));
    }

    /** Such as "group-added: Chess, by alice". */
    private static String aboutGroup(String event, ObjectNode json) {
        String by = Json.text(json, "by").map(user -> ", by " + user).orElse("");
        return Json.text(json, "name").map(name -> event + ": " + name + by).orElse("");
    }

    private void notice(ObjectNode json) {
        String event = Json.text(json, "event").orElse("notice");
        String reason = Json.text(json, "reason").orElseGet(() -> aboutGroup(event, json));
        Optional<MessageId> id = Json.text(json, "id").flatMap(MessageId::parse);
        if (event.equals("rejected") && id.isPresent()) desk.rejected(id.get(), event, reason);
        else desk.tell(new ChatEvent.Notice(event, reason, id));
    }
}

package org.parley.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.parley.cli.conversation.Message;
import org.parley.cli.json.Json;
import org.parley.contracts.ConversationId;
import org.parley.contracts.MessageId;
import org.parley.contracts.Topic;
import org.parley.contracts.UserId;

/** Ordinary people, and ordinary messages between them; a test says only what matters to it. */
public final class Samples {

    public static final UserId ALICE = new UserId("alice");
    public static final UserId BOB = new UserId("bob");
    public static final ConversationId ALICE_BOB = ConversationId.between(ALICE, BOB);
    public static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private Samples() {}

    /** The n-th id: the same for the same n. */
    public static MessageId id(int n) {
        return MessageId.parse("019aaf0f-2000-7000-8000-%012d".formatted(n)).orElseThrow();
    }

    public static Topic.DirectMessage topic(UserId from) {
        return new Topic.DirectMessage(from.equals(ALICE) ? BOB : ALICE, from);
    }

    /** A message with this id, as if it came live. */
    public static Message message(UserId from, int n, String text) {
        return message(from, n, Json.object().put("message", text));
    }

    public static Message message(UserId from, int n, ObjectNode payload) {
        return Message.of(id(n), topic(from), payload.put("id", id(n).toString()));
    }

    /** The same as the archive shows it. */
    public static Message archived(Message message, long position) {
        return view(message.toJson().put("position", position));
    }

    public static Message view(ObjectNode json) {
        Optional<Message> message = Message.view(json);
        return message.orElseThrow();
    }

    /** One that a device numbered. */
    public static Message numbered(UserId from, String device, long n) {
        ObjectNode payload = Json.object().put("message", "hi").put("device", device).put("n", n);
        return message(from, (int) (1_000 * device.hashCode() % 100_000 + n) & 0xFFFFF, payload);
    }
}

package org.parley.contracts;

import java.time.Instant;
import java.util.Map;
import org.parley.contracts.Verdict.Invalid;

/** What makes a JSON object a receipt (DESIGN.md section 3). */
public final class ReceiptRules {

    private ReceiptRules() {}

    public static Verdict<ReceiptSent> check(
            Topic.Receipt topic, Map<String, Object> object, Instant receivedAt) {
        return Verdict.of(() -> accept(topic, object, receivedAt));
    }

    private static ReceiptSent accept(Topic.Receipt topic, Map<String, Object> object, Instant now)
            throws Invalid {
        JsonFields fields = new JsonFields(object, now);
        fields.mustBeStorable();
        if (!fields.has("upTo")) throw new Invalid("upTo is missing; it is the last message's id");
        return new ReceiptSent(
                conversation(topic, fields.requiredText("conversation")),
                topic.from().value(),
                topic.to().value(),
                fields.ref("upTo").orElseThrow(),
                state(fields.requiredText("state")),
                fields.time("timestamp").orElse(null),
                now,
                fields.device("device").map(DeviceId::value).orElse(null));
    }

    /** The two people's own, or a group that the archive then checks both to be members of. */
    private static String conversation(Topic.Receipt topic, String text) throws Invalid {
        ConversationId expected = ConversationId.between(topic.to(), topic.from());
        ConversationId claimed = ConversationId.parse(text).orElse(null);
        if (expected.equals(claimed) || claimed instanceof ConversationId.Group) return text;
        throw new Invalid(
                "conversation is "
                        + JsonFields.describe(text)
                        + "; it must be "
                        + expected
                        + " or a group");
    }

    private static String state(String text) throws Invalid {
        if (text.equals(ReceiptSent.DELIVERED) || text.equals(ReceiptSent.READ)) return text;
        throw new Invalid(
                "state is " + JsonFields.describe(text) + "; it must be delivered or read");
    }
}

package org.parley.archive.operator;

import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.parley.archive.history.Memberships;
import org.parley.archive.problem.BadParameter;
import org.parley.contracts.ConversationId;
import org.parley.contracts.MessageId;
import org.parley.contracts.UserId;

/** What an operator wants erased. */
@Schema(
        name = "Erasure",
        description = "Exactly one of `user`, `conversation`, `messageId`.",
        requiredProperties = {"reason", "confirm"})
record Erasure(
        @Schema(description = "All that this user wrote.", examples = "alice")
                @Nullable String user,
        @Schema(description = "All of this conversation.", examples = "alice_bob")
                @Nullable String conversation,
        @Schema(
                        description = "This message and its edits.",
                        examples = "01935d3e-7f00-7abc-8def-0123456789ab")
                @Nullable String messageId,
        @Schema(
                        description = "Why; goes to the audit trail.",
                        minLength = Inquiry.SHORTEST_REASON,
                        maxLength = Inquiry.LONGEST_REASON,
                        examples = "Erasure request 2026-17")
                @Nullable String reason,
        @Schema(
                        description = "The same value again, because it cannot be undone.",
                        examples = "alice")
                @Nullable String confirm) {

    /** What is meant, checked. */
    sealed interface Target {
        /** All that a user wrote. */
        record Everything(UserId user) implements Target {}

        record Conversation(ConversationId conversation) implements Target {}

        record Message(MessageId id) implements Target {}
    }

    Target target() {
        long given = Stream.of(values()).filter(value -> value != null).count();
        if (given != 1)
            throw BadParameter.because(
                    given + " of user, conversation, messageId are given; it must be exactly one");
        if (user != null) return confirmed(user, new Target.Everything(Filter.user("user", user)));
        if (conversation != null)
            return confirmed(
                    conversation,
                    new Target.Conversation(Memberships.parse("conversation", conversation)));
        String id = String.valueOf(messageId);
        return confirmed(
                id,
                new Target.Message(
                        MessageId.parse(id)
                                .orElseThrow(
                                        () -> new BadParameter("messageId", id, MessageId.RULE))));
    }

    private @Nullable String[] values() {
        return new @Nullable String[] {user, conversation, messageId};
    }

    private Target confirmed(String value, Target target) {
        String rule = "it must repeat what is erased: \"" + value + "\"";
        if (confirm == null) throw BadParameter.missing("confirm", rule);
        if (!confirm.equals(value)) throw new BadParameter("confirm", confirm, rule);
        return target;
    }
}

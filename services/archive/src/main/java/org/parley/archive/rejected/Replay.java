package org.parley.archive.rejected;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.KafkaTopic;
import org.parley.contracts.MessageId;
import org.parley.contracts.MessageRules;
import org.parley.contracts.MessageSent;
import org.parley.contracts.ReceiptRules;
import org.parley.contracts.ReceiptSent;
import org.parley.contracts.Topic;
import org.parley.contracts.Verdict;

/**
 * What a dead letter is on the log if today's rules are asked about it. Nothing of it changes: not
 * what was said, not when it came, and not who said it, which the broker proved at the time and the
 * topic says. Asked twice, it is the same message with the same id.
 */
public sealed interface Replay {

    /**
     * It would be accepted.
     *
     * @param message null for a receipt
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Accepted(String topic, String conversation, byte[] record, @Nullable UUID message)
            implements Replay {

        @Override
        public String toString() {
            return "Accepted[conversation=" + conversation + ", message=" + message + "]";
        }
    }

    /** It breaks a rule still. */
    record Refused(String why) implements Replay {}

    /** It is neither a message nor a receipt of a person. */
    record NotOfAPerson(String why) implements Replay {}

    static Replay of(RejectedMessage letter) {
        byte[] payload = letter.payload();
        if (payload == null) throw new IllegalArgumentException(letter + " was erased");
        return switch (Topic.parse(letter.topic()).orElse(null)) {
            case Topic.Message topic when topic.from().value().equals(letter.sender()) ->
                    judge(letter, payload, object -> message(topic, payload, object, letter));
            case Topic.Receipt topic when topic.from().value().equals(letter.sender()) ->
                    judge(letter, payload, object -> receipt(topic, object, letter));
            case null, default ->
                    new NotOfAPerson(
                            letter.topic()
                                    + " is not a topic on which "
                                    + letter.sender()
                                    + " sends messages or receipts");
        };
    }

    /** Asks the rules. */
    interface Rules {
        Verdict<Accepted> check(Map<String, Object> object);
    }

    private static Replay judge(RejectedMessage letter, byte[] payload, Rules rules) {
        Optional<String> tooLarge = MessageRules.tooLarge(letter.size());
        if (tooLarge.isPresent()) return new Refused(tooLarge.get());
        try {
            return switch (rules.check(StrictJson.object(payload))) {
                case Verdict.Accepted<Accepted>(var accepted) -> accepted;
                case Verdict.Rejected<Accepted>(var reason) -> new Refused(reason);
            };
        } catch (StrictJson.UnreadableException e) {
            return new Refused(String.valueOf(e.getMessage()));
        }
    }

    private static Verdict<Accepted> message(
            Topic.Message topic,
            byte[] payload,
            Map<String, Object> object,
            RejectedMessage letter) {
        return switch (MessageRules.check(topic, payload, object, letter.receivedAt())) {
            case Verdict.Rejected<MessageSent>(var reason) -> new Verdict.Rejected<>(reason);
            case Verdict.Accepted<MessageSent>(var sent) -> {
                MessageSent same = withId(sent, lasting(sent, topic, payload, object, letter));
                yield new Verdict.Accepted<>(
                        new Accepted(
                                KafkaTopic.MESSAGES,
                                same.conversation(),
                                StrictJson.bytes(same),
                                same.id()));
            }
        };
    }

    /** Where the rules make a fresh id, the letter's own time makes one that lasts. */
    private static UUID lasting(
            MessageSent sent,
            Topic.Message topic,
            byte[] payload,
            Map<String, Object> object,
            RejectedMessage letter) {
        if (letter.known() != null) return letter.known();
        return object.get("id") != null || sent.timestamp() != null
                ? sent.id()
                : MessageId.derived(topic, payload, sent.receivedAt()).value();
    }

    private static MessageSent withId(MessageSent sent, UUID id) {
        return new MessageSent(
                id,
                sent.conversation(),
                sent.from(),
                sent.to(),
                sent.type(),
                sent.timestamp(),
                sent.receivedAt(),
                sent.ref(),
                sent.expiresAt(),
                sent.payload());
    }

    private static Verdict<Accepted> receipt(
            Topic.Receipt topic, Map<String, Object> object, RejectedMessage letter) {
        return switch (ReceiptRules.check(topic, object, letter.receivedAt())) {
            case Verdict.Rejected<ReceiptSent>(var reason) -> new Verdict.Rejected<>(reason);
            case Verdict.Accepted<ReceiptSent>(var sent) ->
                    new Verdict.Accepted<>(
                            new Accepted(
                                    KafkaTopic.RECEIPTS,
                                    sent.conversation(),
                                    StrictJson.bytes(sent),
                                    null));
        };
    }
}

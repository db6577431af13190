package org.parley.archive.ingest;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parley.archive.ordered.RefusedException;
import org.parley.contracts.ConversationId;
import org.parley.contracts.MessageId;
import org.parley.contracts.MessageSent;
import org.parley.contracts.MessageType;
import org.parley.contracts.UserId;

/**
 * What the table relies on, whoever wrote the log: the bridge has checked what people sent, and
 * more than this.
 */
final class MessageCheck {

    /** What an id's time may be ahead of ours: a day for the client, one for our own clocks. */
    private static final Duration AHEAD = Duration.ofDays(2);

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private MessageCheck() {}

    static void check(MessageSent sent, Instant now) throws RefusedException {
        required("id", sent.id());
        required("conversation", sent.conversation());
        required("from", sent.from());
        required("to", sent.to());
        required("type", sent.type());
        required("receivedAt", sent.receivedAt());
        required("payload", sent.payload());
        if (MessageType.parse(sent.type()).filter(MessageType::changesAnother).isPresent())
            required("ref", sent.ref());
        checkId(sent, now);
        checkSender(sent);
        checkTime("timestamp", sent.timestamp());
        checkTime("receivedAt", sent.receivedAt());
        checkTime("expiresAt", sent.expiresAt());
    }

    private static void required(String name, @Nullable Object value) throws RefusedException {
        if (value == null) throw new RefusedException(name + " is missing");
    }

    /** Its time decides in which month it lies, so it must be a month that we would make. */
    private static void checkId(MessageSent sent, Instant now) throws RefusedException {
        MessageId id =
                MessageId.parse(sent.id().toString())
                        .orElseThrow(() ->
                                new RefusedException("id is " + sent.id() + "; " + MessageId.RULE));
        if (id.time().isAfter(now.plus(AHEAD)))
            throw new RefusedException(
                    "id is " + id + ", a time of " + id.time() + "; it must not be in the future");
    }

    private static void checkSender(MessageSent sent) throws RefusedException {
        ConversationId conversation =
                ConversationId.parse(sent.conversation())
                        .orElseThrow(() ->
                                new RefusedException(
                                        "conversation is "
                                                + sent.conversation()
                                                + "; it must be {user}_{user} or a group"));
        if (!maySpeak(sent.from(), conversation))
            throw new RefusedException(
                    "from is " + sent.from() + "; it must be one of " + sent.conversation());
    }

    private static boolean maySpeak(String from, ConversationId conversation) {
        if (from.equals(UserId.SERVER)) return true;
        UserId user = UserId.parse(from).orElse(null);
        return user != null
                && switch (conversation) {
                    case ConversationId.Direct direct -> direct.has(user);
                    // The broker knows who is a member, and let it pass.
                    case ConversationId.Group group -> true;
                };
    }

    private static void checkTime(String name, @Nullable Instant time) throws RefusedException {
        if (time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST)))
            throw new RefusedException(
                    name + " is " + time + "; it must lie between 1970 and 9999");
    }
}

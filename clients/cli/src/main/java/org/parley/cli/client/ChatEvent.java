package org.parley.cli.client;

import java.util.List;
import java.util.Optional;
import org.parley.cli.conversation.GapWatch;
import org.parley.cli.conversation.Message;
import org.parley.cli.conversation.Reach;
import org.parley.cli.presence.Presence;
import org.parley.contracts.ConversationId;
import org.parley.contracts.DeviceId;
import org.parley.contracts.MessageId;
import org.parley.contracts.UserId;

/** What a {@link ChatClient} tells, in the order in which it happened. */
public sealed interface ChatEvent {

    /** The message that somebody sees because of this event, if it is one with an id. */
    default Optional<Message> seen() {
        return switch (this) {
            case Arrived e -> Optional.of(e.message());
            case Identified e -> Optional.of(e.message());
            case Connected _, Disconnected _, ArrivedUnnamed _, Queued _, Stored _ ->
                    Optional.empty();
            case Reached _, Typing _, Missed _, CaughtUp _, Notice _, Seen _ -> Optional.empty();
        };
    }

    /**
     * The broker took the connection and the subscriptions.
     *
     * @param resumed whether the broker had kept the session
     */
    record Connected(UserId user, DeviceId device, boolean resumed) implements ChatEvent {}

    /**
     * No connection any more; a new attempt follows by itself.
     *
     * @param planned whether only the token is being renewed
     */
    record Disconnected(String reason, boolean planned) implements ChatEvent {}

    /**
     * A message that this device did not know.
     *
     * @param live whether it came over MQTT rather than from the archive
     */
    record Arrived(Message message, boolean live) implements ChatEvent {}

    /** A live message without id and timestamp: shown at once, identified by the next sync. */
    record ArrivedUnnamed(Unnamed message) implements ChatEvent {}

    /** The archive gave an unnamed message its id. */
    record Identified(Unnamed unnamed, Message message) implements ChatEvent {}

    /** A message of this device is on disk and will be sent until it is stored. */
    record Queued(Message message) implements ChatEvent {}

    /** The archive has my message: it cannot be lost any more. */
    record Stored(ConversationId conversation, MessageId id, long position) implements ChatEvent {}

    /**
     * Somebody received or read my messages.
     *
     * @param ids mine that are newly covered
     */
    record Reached(
            ConversationId conversation,
            String by,
            Reach reach,
            MessageId upTo,
            List<MessageId> ids)
            implements ChatEvent {}

    record Typing(ConversationId conversation, UserId from, boolean typing) implements ChatEvent {}

    /**
     * How the partner of the chat is there.
     *
     * @param presence absent where it is not to be seen, or not any more
     */
    record Seen(UserId user, Optional<Presence> presence) implements ChatEvent {}

    /** Messages that never came, neither live nor from the archive. */
    record Missed(GapWatch.Gap gap) implements ChatEvent {}

    /** All that the archive had was taken. */
    record CaughtUp(int messages) implements ChatEvent {}

    /**
     * Something the user should know.
     *
     * @param kind for scripts: {@code rejected}, {@code refused}, {@code archive}, {@code login},
     *     {@code error}, or a service's event
     * @param id the message it is about
     */
    record Notice(String kind, String text, Optional<MessageId> id) implements ChatEvent {
        static Notice of(String kind, String text) {
            return new Notice(kind, text, Optional.empty());
        }
    }
}

package org.parley.cli.terminal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.parley.cli.client.ChatClient;
import org.parley.cli.client.ChatEvent;
import org.parley.cli.client.Unnamed;
import org.parley.cli.conversation.GapWatch;
import org.parley.cli.conversation.Message;
import org.parley.cli.conversation.Tick;
import org.parley.cli.presence.Words;
import org.parley.contracts.ConversationId;
import org.parley.contracts.MessageId;

/** What is on the screen: one conversation, and a word about the others. */
final class ChatScreen {

    private final InputLine input;
    private final Style style;
    private final ConversationId ours;
    private final Words words;
    private final Numbers numbers = new Numbers();
    private boolean online;
    private String typing = "";
    private Optional<ChatEvent.Seen> seen = Optional.empty();
    private int typings;

    ChatScreen(InputLine input, Style style, ConversationId ours) {
        this.input = input;
        this.style = style;
        this.ours = ours;
        this.words = new Words(style.zone());
    }

    /** A word of this program. */
    void say(String text) {
        text.lines().forEach(line -> input.print(null, style.dim("-- " + Printable.line(line))));
    }

    void show(Message message, ChatClient client) {
        Tick tick = client.tick(message.conversation(), message.id());
        int number = numbers.of(message.id());
        input.print(message.id(), style.line(message, tick, number, answered(message)));
    }

    private OptionalInt answered(Message message) {
        MessageId ref = message.ref();
        return ref != null && numbers.has(ref)
                ? OptionalInt.of(numbers.of(ref))
                : OptionalInt.empty();
    }

    Optional<MessageId> numbered(int number) {
        return numbers.find(number);
    }

    void on(ChatEvent event, ChatClient client) {
        switch (event) {
            case ChatEvent.Connected _ -> online(true);
            case ChatEvent.Disconnected e -> disconnected(e);
            case ChatEvent.Arrived e -> arrived(e.message(), client);
            case ChatEvent.ArrivedUnnamed e -> arrived(e.message());
            case ChatEvent.Identified _, ChatEvent.CaughtUp _ -> {}
            case ChatEvent.Queued e -> arrived(e.message(), client);
            case ChatEvent.Stored e -> repaint(e.conversation(), List.of(e.id()), client);
            case ChatEvent.Reached e -> repaint(e.conversation(), e.ids(), client);
            case ChatEvent.Typing e -> typing(e);
            case ChatEvent.Seen e -> seen(e);
            case ChatEvent.Missed e -> missed(e.gap());
            case ChatEvent.Notice e -> notice(e);
        }
    }

    private void online(boolean now) {
        online = now;
        hint();
    }

    private void disconnected(ChatEvent.Disconnected e) {
        online(false);
        if (!e.planned()) say("Offline, what you send waits: " + e.reason());
    }

    private void arrived(Message message, ChatClient client) {
        if (!message.conversation().equals(ours)) elsewhere(message.conversation(), message.from());
        else if (message.changesAnother()) changed(message);
        else show(message, client);
        if (message.conversation().equals(ours)) stopsTyping(message.from());
    }

    private void arrived(Unnamed message) {
        if (message.conversation().equals(ours))
            input.print(null, "   " + message.from() + ": " + Printable.line(message.text()));
        else elsewhere(message.conversation(), message.from());
    }

    private void elsewhere(ConversationId conversation, String from) {
        say("A message from " + from + " in " + conversation + ".");
    }

    private void changed(Message change) {
        String which = change.ref() == null ? "a message" : "#" + numbers.of(change.ref());
        String text = change.text() == null ? "" : Printable.line(change.text());
        String what =
                switch (change.type()) {
                    case EDIT -> " now says: " + text;
                    case DELETE -> " was removed";
                    case REACTION ->
                            text.isEmpty() ? " lost a reaction" : " got a reaction: " + text;
                    case TEXT, ATTACHMENT, LOCATION, CONTACT, CALL, SYSTEM -> " was changed";
                };
        say(which + what + " (" + change.from() + ")");
    }

    private void repaint(ConversationId conversation, List<MessageId> ids, ChatClient client) {
        if (conversation.equals(ours))
            ids.forEach(id -> input.paintStart(id, style.tick(client.tick(ours, id))));
    }

    private void typing(ChatEvent.Typing e) {
        if (!e.conversation().equals(ours)) return;
        typing = e.typing() ? e.from() + " is typing" : "";
        int mine = ++typings;
        hint();
        // Nobody says that they went away in the middle of a sentence.
        CompletableFuture.delayedExecutor(6, TimeUnit.SECONDS).execute(() -> forget(mine));
    }

    private void forget(int which) {
        if (which == typings) stopsTyping("");
    }

    private void stopsTyping(String from) {
        if (!from.isEmpty() && !typing.startsWith(from)) return;
        typing = "";
        hint();
    }

    private void seen(ChatEvent.Seen now) {
        seen = Optional.of(now);
        hint();
    }

    private void hint() {
        if (!online) input.hint("you are offline");
        else input.hint(typing.isEmpty() ? presence() : typing);
    }

    /** Empty where it is not to be seen. */
    private String presence() {
        return seen.flatMap(one ->
                        one.presence()
                                .map(presence ->
                                        one.user() + ": " + words.of(presence, Instant.now())))
                .orElse("");
    }

    private void missed(GapWatch.Gap gap) {
        long count = gap.last() - gap.first() + 1;
        say(
                count
                        + (count == 1 ? " message of " : " messages of ")
                        + gap.stream().from()
                        + " never arrived (numbers "
                        + gap.first()
                        + " to "
                        + gap.last()
                        + " of the device "
                        + gap.stream().device()
                        + ").");
    }

    private void notice(ChatEvent.Notice e) {
        String which = e.id().map(id -> "#" + numbers.of(id) + " was not accepted: ").orElse("");
        say(which + e.text());
    }
}

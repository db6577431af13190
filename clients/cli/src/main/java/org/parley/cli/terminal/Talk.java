package org.parley.cli.terminal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.parley.cli.archive.Archive;
import org.parley.cli.archive.SearchPage;
import org.parley.cli.client.ChatClient;
import org.parley.cli.client.Draft;
import org.parley.cli.client.Partner;
import org.parley.cli.conversation.Message;
import org.parley.cli.failure.Failure;
import org.parley.contracts.ConversationId;
import org.parley.contracts.MessageId;

/** Does what the person types. */
final class Talk {

    private final Partner partner;
    private final ConversationId ours;
    private final Archive archive;
    private final ChatClient client;
    private final ChatScreen screen;
    private boolean goesOn = true;

    Talk(
            Partner partner,
            ConversationId ours,
            Archive archive,
            ChatClient client,
            ChatScreen screen) {
        this.partner = partner;
        this.ours = ours;
        this.archive = archive;
        this.client = client;
        this.screen = screen;
    }

    boolean goesOn() {
        return goesOn;
    }

    void obey(SlashCommand command) {
        try {
            doIt(command);
        } catch (Failure e) {
            screen.say(e.advice());
        }
    }

    private void doIt(SlashCommand command) {
        switch (command) {
            case SlashCommand.Say(String text) -> say(text);
            case SlashCommand.Edit(OptionalInt number, String text) ->
                    about(number, true, id -> Draft.edit(id, text));
            case SlashCommand.Delete(OptionalInt number) -> about(number, true, Draft::delete);
            case SlashCommand.Reply(OptionalInt number, String text) ->
                    about(number, false, id -> Draft.reply(id, text));
            case SlashCommand.React(OptionalInt number, String emoji) ->
                    about(number, false, id -> Draft.reaction(id, emoji));
            case SlashCommand.History(int count) -> history(count);
            case SlashCommand.Search(String words) -> search(words);
            case SlashCommand.Help _ -> screen.say(SlashCommand.HELP);
            case SlashCommand.Quit _ -> goesOn = false;
            case SlashCommand.Wrong(String reason) -> screen.say(reason);
        }
    }

    private void say(String text) {
        if (text.isBlank()) return;
        var _ = client.send(partner, Draft.text(text));
    }

    private void about(OptionalInt number, boolean mine, Function<MessageId, Draft> draft) {
        Optional<MessageId> target =
                number.isPresent() ? screen.numbered(number.getAsInt()) : last(mine);
        if (target.isEmpty()) screen.say("There is no such message; see the numbers behind #.");
        else {
            var _ = client.send(partner, draft.apply(target.get()));
        }
    }

    private Optional<MessageId> last(boolean mine) {
        return client.shown(ours).reversed().stream()
                .filter(m -> m.from().equals(client.user().value()) == mine && !m.removed())
                .map(Message::id)
                .findFirst();
    }

    private void history(int count) {
        client.loadHistory(ours, Math.min(count, 200));
        List<Message> shown = client.shown(ours);
        shown.subList(Math.max(0, shown.size() - count), shown.size())
                .forEach(message -> screen.show(message, client));
    }

    private void search(String words) {
        List<Message> found = found(words);
        if (found.isEmpty()) screen.say("Nothing found.");
        found.reversed().forEach(message -> screen.show(message, client));
    }

    /** The newest ones; a page may be empty although there is another. */
    private List<Message> found(String words) {
        Optional<String> next = Optional.empty();
        do {
            var query = new Archive.Parameters().with("q", words).with("conversation", ours);
            next.ifPresent(cursor -> query.with("before", cursor));
            SearchPage page = archive.search(query);
            if (!page.messages().isEmpty()) return page.messages();
            next = page.next();
        } while (next.isPresent());
        return List.of();
    }
}

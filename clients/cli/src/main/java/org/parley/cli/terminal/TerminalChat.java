package org.parley.cli.terminal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import org.parley.cli.archive.Archive;
import org.parley.cli.client.ChatClient;
import org.parley.cli.client.ChatEvent;
import org.parley.cli.client.Partner;
import org.parley.cli.conversation.Message;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;
import org.parley.contracts.ConversationId;
import org.parley.contracts.UserId;

/** A chat with a person or group in a terminal. */
public final class TerminalChat implements AutoCloseable {

    private static final int FIRST_PAGE = 50;

    private final Partner partner;
    private final ConversationId ours;
    private final Archive archive;
    private final Terminal terminal;
    private final InputLine input;
    private final ChatScreen screen;
    private final ScheduledExecutorService clockwork =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("parley typing").factory());
    private volatile @Nullable ChatClient client;
    private int typedBefore;
    private Instant toldTyping = Instant.EPOCH;

    /** Takes the terminal; nothing is printed before {@link #run}. */
    public TerminalChat(UserId me, Partner partner, Archive archive, boolean ascii)
            throws IOException {
        this.partner = partner;
        this.ours = partner.conversation(me);
        this.archive = archive;
        this.terminal = TerminalBuilder.builder().system(true).dumb(true).build();
        if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) throw noTerminal();
        boolean plain = ascii || !terminal.encoding().name().startsWith("UTF");
        this.input = new InputLine(terminal);
        this.screen =
                new ChatScreen(input, new Style(plain, ZoneId.systemDefault(), me.value()), ours);
    }

    private static Failure noTerminal() {
        return new Failure(
                ExitCode.USAGE,
                "this is no terminal that can show a chat",
                "In scripts use: parley chat PEER --json");
    }

    /** Takes the client's events. */
    public void on(ChatEvent event) {
        ChatClient open = client;
        if (open == null) return;
        screen.on(event, open);
        if (event.seen().map(Message::conversation).filter(ours::equals).isPresent())
            open.read(ours);
    }

    /** Chats until the person leaves. */
    public void run(ChatClient with) {
        screen.say(
                "Chat with " + partner + " as " + with.user() + ". /help explains, /quit leaves.");
        showHistory(with, FIRST_PAGE);
        client = with;
        with.start();
        with.read(ours);
        var _ = clockwork.scheduleAtFixedRate(this::watchTyping, 1, 1, TimeUnit.SECONDS);
        Talk talk = new Talk(partner, ours, archive, with, screen);
        while (talk.goesOn()) talk.obey(nextLine());
        leave(with);
    }

    private void showHistory(ChatClient with, int count) {
        if (with.shown(ours).isEmpty()) loadHistory(with, count);
        List<Message> shown = with.shown(ours);
        List<Message> newest = shown.subList(Math.max(0, shown.size() - count), shown.size());
        newest.forEach(message -> screen.show(message, with));
    }

    private void loadHistory(ChatClient with, int count) {
        try {
            with.loadHistory(ours, count);
        } catch (Failure e) {
            screen.say("No history for now: " + e.getMessage());
        }
    }

    private SlashCommand nextLine() {
        try {
            return SlashCommand.parse(input.await());
        } catch (UserInterruptException | EndOfFileException e) {
            return new SlashCommand.Quit();
        }
    }

    private void watchTyping() {
        int typed = input.typed();
        ChatClient with = Objects.requireNonNull(client);
        boolean again = toldTyping.plus(Duration.ofSeconds(3)).isBefore(Instant.now());
        if (typed > typedBefore && again) {
            with.typing(partner, true);
            toldTyping = Instant.now();
        } else if (typed == 0 && typedBefore > 0) {
            with.typing(partner, false);
            toldTyping = Instant.EPOCH;
        }
        typedBefore = typed;
    }

    private void leave(ChatClient with) {
        clockwork.shutdownNow();
        client = null;
        int waiting = with.waiting();
        if (waiting > 0)
            screen.say(
                    waiting
                            + " of your messages wait on this disk and go out with your next chat.");
    }

    @Override
    public void close() throws IOException {
        clockwork.shutdownNow();
        terminal.close();
    }
}

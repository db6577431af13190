package org.parley.cli.script;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.parley.cli.client.ChatClient;
import org.parley.cli.client.ChatEvent;
import org.parley.cli.client.Partner;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;
import org.parley.cli.json.Json;
import org.parley.contracts.ConversationId;
import org.parley.contracts.UserId;

/**
 * A chat for scripts: what to say comes in line by line, what happens goes out line by line. At the
 * end of the input it waits until everything is stored.
 */
public final class ScriptChat {

    private final UserId me;
    private final Partner partner;
    private final ConversationId ours;
    private final PrintWriter out;
    private final boolean readsAll;
    private final AtomicInteger refused = new AtomicInteger();
    private volatile @Nullable ChatClient client;

    /**
     * A chat with a person or group; events of other conversations are told as well.
     *
     * @param readsAll whether what was printed counts as read
     */
    public ScriptChat(UserId me, Partner partner, PrintWriter out, boolean readsAll) {
        this.me = me;
        this.partner = partner;
        this.ours = partner.conversation(me);
        this.out = out;
        this.readsAll = readsAll;
    }

    /** Takes the client's events; before {@link #run} too. */
    public void on(ChatEvent event) {
        print(event);
        if (event instanceof ChatEvent.Notice notice && notice.id().isPresent())
            refused.incrementAndGet();
        ChatClient open = client;
        if (readsAll && open != null && isToBeRead(event)) open.read(ours);
    }

    private boolean isToBeRead(ChatEvent event) {
        return event.seen()
                .filter(message -> message.conversation().equals(ours))
                .filter(message -> !message.from().equals(me.value()))
                .isPresent();
    }

    private void print(ChatEvent event) {
        synchronized (out) {
            out.println(Json.line(EventLines.of(event)));
            out.flush();
        }
    }

    /**
     * Says every line of the input.
     *
     * @param timeout how long to wait at the end for what is not stored yet
     * @param listen how long to stay at least after the end
     */
    public void run(ChatClient with, BufferedReader in, Duration timeout, Duration listen)
            throws IOException, InterruptedException {
        client = with;
        with.start();
        for (String line = in.readLine(); line != null; line = in.readLine())
            ScriptLine.parse(line).ifPresent(parsed -> obey(parsed, with));
        boolean stored = with.awaitStored(timeout);
        if (!listen.isZero()) Thread.sleep(listen);
        if (!stored) throw notStored(with, timeout);
        if (refused.get() > 0)
            throw new Failure(
                    ExitCode.REFUSED,
                    refused.get() + " lines or messages were refused; the notices say why",
                    "");
    }

    private void obey(ScriptLine line, ChatClient with) {
        switch (line) {
            case ScriptLine.Say say -> say(say, with);
            case ScriptLine.Read _ -> with.read(ours);
            case ScriptLine.Typing(boolean typing) -> with.typing(partner, typing);
            case ScriptLine.Sync _ -> with.sync();
            case ScriptLine.Unknown(String reason) -> complain(reason);
        }
    }

    private void say(ScriptLine.Say say, ChatClient with) {
        try {
            var _ = with.send(partner, say.draft());
        } catch (Failure e) {
            complain(String.valueOf(e.getMessage()));
        }
    }

    private void complain(String reason) {
        refused.incrementAndGet();
        print(new ChatEvent.Notice("input", reason, Optional.empty()));
    }

    private static Failure notStored(ChatClient client, Duration timeout) {
        String trouble = client.trouble();
        return new Failure(
                ExitCode.NOT_STORED,
                client.waiting()
                        + " messages are not stored after "
                        + timeout.toSeconds()
                        + " s"
                        + (trouble.isEmpty() ? "" : ": " + trouble),
                "They are kept, and go out the next time this user chats from here.");
    }
}

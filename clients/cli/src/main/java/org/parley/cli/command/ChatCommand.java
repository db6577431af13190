package org.parley.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.cli.client.ChatClient;
import org.parley.cli.client.ChatEvent;
import org.parley.cli.client.Partner;
import org.parley.cli.device.DeviceFolder;
import org.parley.cli.groups.Groups;
import org.parley.cli.script.ScriptChat;
import org.parley.cli.server.Server;
import org.parley.cli.terminal.TerminalChat;
import org.parley.contracts.DeviceId;
import org.parley.contracts.UserId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "chat",
        description = {
            "Chat with somebody. What you send is kept on disk until the archive has it.",
            "With --json, for scripts: each line of the input is sent, as text or as a JSON object"
                    + " with the members of a message; each event is one JSON object on a line:"
                    + " queued, message, identified, stored, delivered, read, typing, connected,"
                    + " disconnected, synced, presence, gap, notice. It ends with the input, when all is stored.",
            "Other input lines: {\"command\":\"read\"}, {\"command\":\"typing\",\"typing\":true},"
                    + " {\"command\":\"sync\"}."
        },
        mixinStandardHelpOptions = true)
final class ChatCommand implements Runnable {

    @Parameters(
            paramLabel = "PEER",
            description = "whom to chat with: a user, or '#group' by name or id",
            converter = PartnerArgument.class)
    private String peer = "";

    @Mixin private final Session session = new Session();

    @Option(
            names = "--device",
            paramLabel = "ID",
            description = "be this device (default: the first that no other process is)")
    private @Nullable String device;

    @Option(names = "--ascii", description = "ticks for terminals without Unicode")
    private boolean ascii;

    @Option(names = "--json", description = "for scripts: lines in, events out")
    private boolean json;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "--json: how long to wait at the end (default: ${DEFAULT-VALUE})")
    private int timeout;

    @Option(
            names = "--listen",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "--json: go on listening so long after the end of the input")
    private int listen;

    @Option(names = "--no-read", description = "--json: what is printed does not count as read")
    private boolean noRead;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        try {
            if (json) script(session.open());
            else terminal(session.open());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the terminal", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void script(Session.Open open) throws IOException, InterruptedException {
        ScriptChat chat = new ScriptChat(open.me().user(), partner(open), out(), !noRead);
        try (ChatClient client = client(open, chat::on)) {
            chat.run(client, input(), Duration.ofSeconds(timeout), Duration.ofSeconds(listen));
        }
    }

    private void terminal(Session.Open open) throws IOException {
        try (TerminalChat chat =
                        new TerminalChat(open.me().user(), partner(open), open.archive(), ascii);
                ChatClient client = client(open, chat::on)) {
            chat.run(client);
        }
    }

    private ChatClient client(Session.Open open, Consumer<ChatEvent> events) {
        ChatClient client = of(open, events);
        if (!PartnerArgument.isGroup(peer)) client.watch(new UserId(peer));
        return client;
    }

    private ChatClient of(Session.Open open, Consumer<ChatEvent> events) {
        return new ChatClient(
                open.server().mqtt(),
                open.archive(),
                open.me().user(),
                open.me().tokens(),
                open::groupIds,
                claim(open.server(), open.me().user()),
                Clock.systemUTC(),
                events);
    }

    private DeviceFolder claim(Server server, UserId user) {
        if (device == null) return DeviceFolder.claim(server.home(), user);
        String wanted = device;
        DeviceId id =
                DeviceId.parse(wanted)
                        .orElseThrow(() ->
                                new ParameterException(
                                        spec.commandLine(),
                                        "--device is " + wanted + "; " + DeviceId.RULE));
        return DeviceFolder.named(server.home(), user, id);
    }

    private Partner partner(Session.Open open) {
        if (!PartnerArgument.isGroup(peer)) return new Partner.Person(new UserId(peer));
        Groups.Mine group = open.groups().find(peer);
        return new Partner.Group(group.id(), group.name());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static BufferedReader input() {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }
}

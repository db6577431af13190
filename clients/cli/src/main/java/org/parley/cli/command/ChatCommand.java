package org.parley.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.cli.archive.Archive;
import org.parley.cli.client.ChatClient;
import org.parley.cli.client.ChatEvent;
import org.parley.cli.device.DeviceFolder;
import org.parley.cli.login.Logins.Identity;
import org.parley.cli.script.ScriptChat;
import org.parley.cli.server.Server;
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
                    + " disconnected, synced, gap, notice. It ends with the input, when all is stored.",
            "Other input lines: {\"command\":\"read\"}, {\"command\":\"typing\",\"typing\":true},"
                    + " {\"command\":\"sync\"}."
        },
        mixinStandardHelpOptions = true)
final class ChatCommand implements Runnable {

    @Parameters(paramLabel = "PEER", description = "whom to chat with")
    private String peer = "";

    @Mixin private final ServerOptions options = new ServerOptions();
    @Mixin private final UserOption as = new UserOption();

    @Option(
            names = "--device",
            paramLabel = "ID",
            description = "be this device (default: the first that no other process is)")
    private @Nullable String device;

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
        Server server = options.server();
        Identity me = options.logins(server).identity(as.user());
        try {
            script(server, me);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the input", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void script(Server server, Identity me) throws IOException, InterruptedException {
        ScriptChat chat = new ScriptChat(peer(), spec.commandLine().getOut(), !noRead);
        try (ChatClient client = client(server, me, chat::on)) {
            chat.run(client, input(), Duration.ofSeconds(timeout), Duration.ofSeconds(listen));
        }
    }

    private ChatClient client(Server server, Identity me, Consumer<ChatEvent> events) {
        Archive archive = new Archive(server.archive(), options.web(), me.tokens());
        return new ChatClient(
                server.mqtt(),
                archive,
                me.user(),
                me.tokens(),
                claim(server, me.user()),
                Clock.systemUTC(),
                events);
    }

    private DeviceFolder claim(Server server, UserId user) {
        if (device == null) return DeviceFolder.claim(server.home(), user);
        DeviceId id =
                DeviceId.parse(device).orElseThrow(() -> wrong("--device", device, DeviceId.RULE));
        return DeviceFolder.named(server.home(), user, id);
    }

    private UserId peer() {
        return UserId.parse(peer).orElseThrow(() -> wrong("PEER", peer, UserId.RULE));
    }

    private ParameterException wrong(String what, @Nullable String value, String rule) {
        return new ParameterException(spec.commandLine(), what + " is " + value + "; " + rule);
    }

    private static BufferedReader input() {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }
}

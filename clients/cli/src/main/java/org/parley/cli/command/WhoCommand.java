package org.parley.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.cli.json.Json;
import org.parley.cli.presence.Presence;
import org.parley.cli.presence.Presences;
import org.parley.cli.presence.Words;
import org.parley.contracts.UserId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "who",
        description = {
            "Who is there, of those whose presence you may see: up to 200 users.",
            "Without a user: who sees mine."
        },
        mixinStandardHelpOptions = true)
final class WhoCommand implements Runnable {

    @Parameters(
            arity = "0..200",
            paramLabel = "USER",
            description = "whom to look for",
            converter = PeerArgument.class)
    private List<UserId> users = List.of();

    @Option(
            names = "--show-me-to",
            paramLabel = "WHOM",
            description =
                    "let everyone, contacts (with whom you share a conversation) or nobody see your"
                            + " presence")
    private @Nullable String showMeTo;

    @Option(names = "--json", description = "one JSON object a line")
    private boolean json;

    @Mixin private final Session session = new Session();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        Presences presences = session.open().presences();
        if (showMeTo != null) presences.show(showMeTo);
        if (users.isEmpty()) mine(presences);
        else print(presences.of(users));
    }

    private void mine(Presences presences) {
        String visibility = presences.visibility();
        out().println(
                        json
                                ? Json.line(Json.object().put("visibility", visibility))
                                : "Your presence is shown to: " + visibility);
    }

    private void print(Map<UserId, Presence> found) {
        Words words = new Words(ZoneId.systemDefault());
        Set<UserId> asked = new LinkedHashSet<>(users);
        for (UserId user : asked) {
            Presence presence = found.get(user);
            out().println(json ? Json.line(object(user, presence)) : line(user, presence, words));
        }
    }

    private static ObjectNode object(UserId user, @Nullable Presence presence) {
        ObjectNode object = Json.object().put("user", user.value());
        if (presence == null) return object.putNull("state");
        object.put("state", presence.state());
        if (presence.lastSeen() != null) object.put("lastSeen", presence.lastSeen().toString());
        return object;
    }

    private static String line(UserId user, @Nullable Presence presence, Words words) {
        String text = presence == null ? "not to be seen" : words.of(presence, Instant.now());
        return "%-20s %s".formatted(user, text);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}

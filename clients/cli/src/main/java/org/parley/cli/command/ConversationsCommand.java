package org.parley.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Optional;
import org.parley.cli.archive.Archive.Parameters;
import org.parley.cli.conversation.Message;
import org.parley.cli.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "conversations",
        description = "List my conversations, the newest first, with what is unread.",
        mixinStandardHelpOptions = true)
final class ConversationsCommand implements Runnable {

    @Option(names = "--json", description = "one JSON object a line")
    private boolean json;

    @Mixin private final Session session = new Session();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        Session.Open open = session.open();
        Optional<String> before = Optional.empty();
        do {
            Parameters parameters = new Parameters();
            before.ifPresent(cursor -> parameters.with("before", cursor));
            ObjectNode page = open.archive().get("/conversations", parameters);
            page.path("conversations").forEach(this::print);
            before = Json.text(page, "next");
        } while (before.isPresent());
    }

    private void print(JsonNode conversation) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? Json.line(conversation) : line(conversation));
    }

    private static String line(JsonNode conversation) {
        long unread = conversation.path("unread").asLong();
        String last =
                Message.view(conversation.path("last"))
                        .map(m -> m.from() + ": " + MessageTable.said(m))
                        .orElse("");
        String id = conversation.path("id").asText();
        return "%-24s %7s  %s".formatted(id, unread == 0 ? "" : unread + " new", last);
    }
}

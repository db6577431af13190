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
import picocli.CommandLine.Spec;

@Command(
        name = "search",
        description = "Who wrote what to whom and when, the newest first.",
        mixinStandardHelpOptions = true)
final class OperatorSearch implements Runnable {

    private static final int PAGE = 500;

    @Mixin private final OperatorFilter filter = new OperatorFilter();
    @Mixin private final Listing listing = new Listing();
    @Mixin private final Session session = new Session();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        Session.Open open = session.openAsOperator();
        PrintWriter out = spec.commandLine().getOut();
        MessageTable table = new MessageTable(out, false, true);
        Pages.each(
                listing.limit(),
                PAGE,
                "messages",
                (most, next) -> page(open, most, next),
                message -> print(message, table, out));
    }

    private ObjectNode page(Session.Open open, int most, Optional<String> next) {
        Parameters parameters = filter.parameters().with("limit", most);
        next.ifPresent(cursor -> parameters.with("cursor", cursor));
        return open.archive().get("/operator/messages", parameters);
    }

    private void print(JsonNode message, MessageTable table, PrintWriter out) {
        if (listing.isJson()) out.println(Json.line(message));
        else Message.view(message).ifPresent(table::print);
    }
}

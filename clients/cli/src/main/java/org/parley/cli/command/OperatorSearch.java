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
        name = "search",
        description = "Who wrote what to whom and when, the newest first.",
        mixinStandardHelpOptions = true)
final class OperatorSearch implements Runnable {

    private static final int PAGE = 500;

    @Mixin private final OperatorFilter filter = new OperatorFilter();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "50",
            description = "how many at most; 0 for all (default: ${DEFAULT-VALUE})")
    private int limit;

    @Option(names = "--json", description = "one JSON object a line")
    private boolean json;

    @Mixin private final Session session = new Session();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        Session.Open open = session.openAsOperator();
        PrintWriter out = spec.commandLine().getOut();
        MessageTable table = new MessageTable(out, false, true);
        int left = limit == 0 ? Integer.MAX_VALUE : limit;
        Optional<String> cursor = Optional.empty();
        do {
            Parameters parameters = filter.parameters().with("limit", Math.min(PAGE, left));
            cursor.ifPresent(c -> parameters.with("cursor", c));
            ObjectNode page = open.archive().get("/operator/messages", parameters);
            for (JsonNode message : page.path("messages")) print(message, table, out);
            left -= page.path("messages").size();
            cursor = Json.text(page, "next");
        } while (cursor.isPresent() && left > 0);
    }

    private void print(JsonNode message, MessageTable table, PrintWriter out) {
        if (json) out.println(Json.line(message));
        else Message.view(message).ifPresent(table::print);
    }
}

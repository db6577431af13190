package org.parley.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.cli.archive.Archive.Parameters;
import org.parley.cli.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "sync",
        description = {
            "Print everything in my conversations behind a cursor, one JSON object a line:",
            "{\"message\":…} or {\"receipt\":…}, and at the end {\"cursor\":…} for the next time."
        },
        mixinStandardHelpOptions = true)
final class SyncCommand implements Runnable {

    @Option(
            names = "--after",
            paramLabel = "CURSOR",
            description = "the last cursor (default: from the beginning; 'now': only the cursor)")
    private @Nullable String after;

    @Mixin private final Session session = new Session();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        Session.Open open = session.open();
        PrintWriter out = spec.commandLine().getOut();
        Optional<String> cursor = Optional.ofNullable(after);
        boolean more = true;
        while (more) {
            Parameters parameters = new Parameters().with("limit", 500);
            cursor.ifPresent(c -> parameters.with("after", c));
            ObjectNode page = open.archive().get("/sync", parameters);
            page.path("items").forEach(item -> out.println(Json.line(item)));
            cursor = Json.text(page, "cursor").or(() -> Optional.ofNullable(after));
            more = page.path("more").asBoolean();
        }
        out.println(Json.line(Json.object().put("cursor", cursor.orElse(""))));
    }
}

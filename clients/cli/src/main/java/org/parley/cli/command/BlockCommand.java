package org.parley.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.parley.cli.groups.Groups;
import org.parley.contracts.UserId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "block",
        description = {
            "Hear nothing more from somebody; without a user, list whom I block.",
            "He cannot write to me and cannot add me to a group, and is not told why."
        },
        mixinStandardHelpOptions = true)
final class BlockCommand implements Runnable {

    @Parameters(arity = "0..1", paramLabel = "USER", converter = PeerArgument.class)
    private @Nullable UserId user;

    @Option(names = "--off", description = "no longer block the user")
    private boolean off;

    @Mixin private final Session session = new Session();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        Groups groups = session.open().groups();
        if (user == null) list(groups);
        else if (off) groups.delete("/blocks/" + user);
        else groups.put("/blocks/" + user);
    }

    private void list(Groups groups) {
        PrintWriter out = spec.commandLine().getOut();
        for (JsonNode block : groups.get("/blocks").path("blocks"))
            out.println(block.path("user").asText() + "  since " + block.path("since").asText());
    }
}

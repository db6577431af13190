package org.parley.cli.command;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.cli.archive.Archive;
import org.parley.cli.archive.SearchPage;
import org.parley.contracts.UserId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "search",
        description = "Find messages of my conversations by their words, the newest first.",
        mixinStandardHelpOptions = true)
final class SearchCommand implements Runnable {

    @Parameters(
            arity = "1..*",
            paramLabel = "WORD",
            description =
                    "all of them must be there, the last one may be the start of a word;"
                            + " '\"in quotes\"' they must follow each other")
    private List<String> words = List.of();

    @Option(
            names = "--with",
            paramLabel = "PEER",
            description = "only in the conversation with this user",
            converter = PeerArgument.class)
    private @Nullable UserId peer;

    @Option(
            names = "--from",
            paramLabel = "USER",
            description = "only what this user said",
            converter = PeerArgument.class)
    private @Nullable UserId from;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "50",
            description = "how many at most (default: ${DEFAULT-VALUE})")
    private int limit;

    @Option(names = "--json", description = "one JSON object a line")
    private boolean json;

    @Mixin private final Session session = new Session();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        Session.Open open = session.open();
        MessageTable table = new MessageTable(spec.commandLine().getOut(), json, true);
        Optional<String> next = Optional.empty();
        int left = limit;
        do {
            SearchPage page = open.archive().search(query(open, Math.min(left, 100), next));
            page.messages().stream().limit(left).forEach(table::print);
            left -= page.messages().size();
            next = page.next();
        } while (next.isPresent() && left > 0);
    }

    private Archive.Parameters query(Session.Open open, int page, Optional<String> cursor) {
        Archive.Parameters parameters =
                new Archive.Parameters().with("q", String.join(" ", words)).with("limit", page);
        if (peer != null) parameters.with("conversation", open.with(peer));
        if (from != null) parameters.with("from", from);
        cursor.ifPresent(c -> parameters.with("before", c));
        return parameters;
    }
}

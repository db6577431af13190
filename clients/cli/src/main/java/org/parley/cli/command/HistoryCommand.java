package org.parley.cli.command;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.cli.archive.Archive;
import org.parley.cli.archive.MessagePage;
import org.parley.cli.conversation.Message;
import org.parley.contracts.ConversationId;
import org.parley.contracts.UserId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "history",
        description = "Print the newest messages with somebody, as the archive has them.",
        mixinStandardHelpOptions = true)
final class HistoryCommand implements Runnable {

    private static final int PAGE = 200;

    @Parameters(
            paramLabel = "PEER",
            description = "whose conversation with me",
            converter = PeerArgument.class)
    private @Nullable UserId peer;

    @Mixin private final Listing listing = new Listing();
    @Mixin private final Session session = new Session();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        Session.Open open = session.open();
        UserId with = Objects.requireNonNull(peer);
        PrintWriter out = spec.commandLine().getOut();
        MessageTable table = new MessageTable(out, listing.isJson(), false);
        newest(open.archive(), open.with(with)).forEach(table::print);
    }

    private Iterable<Message> newest(Archive archive, ConversationId conversation) {
        int most = listing.limit() == 0 ? Integer.MAX_VALUE : listing.limit();
        Deque<Message> found = new ArrayDeque<>();
        Optional<String> before = Optional.empty();
        do {
            var parameters =
                    new Archive.Parameters().with("limit", Math.min(PAGE, most - found.size()));
            before.ifPresent(cursor -> parameters.with("before", cursor));
            MessagePage page = archive.messages(conversation, parameters);
            page.messages().reversed().forEach(found::addFirst);
            before = page.previous();
        } while (before.isPresent() && found.size() < most);
        return found;
    }
}

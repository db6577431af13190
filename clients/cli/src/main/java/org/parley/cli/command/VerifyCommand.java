package org.parley.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.parley.cli.archive.Archive;
import org.parley.cli.archive.SyncPage;
import org.parley.cli.conversation.Message;
import org.parley.cli.device.DeviceFolder;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.json.Json;
import org.parley.cli.outbox.Outbox;
import org.parley.cli.store.DeviceStore;
import org.parley.cli.verify.Comparison;
import org.parley.cli.verify.Report;
import org.parley.cli.verify.Sent;
import org.parley.contracts.ConversationId;
import org.parley.contracts.DeviceId;
import org.parley.contracts.MessageId;
import org.parley.contracts.UserId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        description = {
            "Compare what I sent from this machine with the archive: every stored message must be",
            "there exactly once, as it was sent, and nobody's counters may have gaps.",
            "Exits with 1 on a difference. What still waits in an outbox is no difference."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "PEER",
            description = "only the conversation with this user (default: all)",
            converter = PeerArgument.class)
    private @Nullable UserId peer;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Mixin private final Session session = new Session();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Session.Open open = session.open();
        Report report = Comparison.of(sent(open), archived(open));
        PrintWriter out = spec.commandLine().getOut();
        if (json) out.println(Json.line(toJson(report)));
        else print(report, out);
        return report.isClean() ? ExitCode.OK.code() : ExitCode.DIFFERENCE.code();
    }

    private boolean concerns(ConversationId conversation, Session.Open open) {
        return peer == null || conversation.equals(open.with(peer));
    }

    private List<Sent> sent(Session.Open open) {
        UserId me = open.me().user();
        List<Sent> sent = new ArrayList<>();
        for (Path folder : DeviceFolder.all(open.server().home(), me)) {
            DeviceId device = new DeviceId(folder.getFileName().toString());
            // The outbox first: what becomes stored in between then counts as waiting, not as
            // refused.
            Set<MessageId> waiting = Outbox.waitingIn(DeviceFolder.outbox(folder));
            for (Message message : DeviceStore.read(DeviceFolder.messages(folder), me))
                if (isFrom(message, me, device) && concerns(message.conversation(), open))
                    sent.add(new Sent(device, message, waiting.contains(message.id())));
        }
        return sent;
    }

    private static boolean isFrom(Message message, UserId me, DeviceId device) {
        return message.from().equals(me.value())
                && message.device().equals(Optional.of(device.value()));
    }

    private List<Message> archived(Session.Open open) {
        List<Message> messages = new ArrayList<>();
        Archive archive = open.archive();
        SyncPage page = archive.sync(Optional.empty(), 1_000);
        collect(page, messages, open);
        while (page.more()) {
            page = archive.sync(page.cursor(), 1_000);
            collect(page, messages, open);
        }
        return messages;
    }

    private void collect(SyncPage page, List<Message> messages, Session.Open open) {
        for (SyncPage.Item item : page.items())
            if (item instanceof SyncPage.Said(Message message)
                    && concerns(message.conversation(), open)) messages.add(message);
    }

    private static void print(Report report, PrintWriter out) {
        String form = "%-20s %-14s %7s %7s %9s %8s %8s%n";
        out.printf(
                form, "conversation", "device", "sent", "stored", "archived", "waiting", "refused");
        for (Report.Line line : report.lines())
            out.printf(
                    form,
                    line.conversation(),
                    line.device(),
                    line.sent(),
                    line.stored(),
                    line.archived(),
                    line.waiting(),
                    line.refused());
        for (Report.Difference difference : report.differences())
            out.println(
                    difference.kind()
                            + "  "
                            + difference.conversation()
                            + "  "
                            + difference.text());
        out.println(verdict(report));
    }

    private static String verdict(Report report) {
        return report.isClean()
                ? "OK: every stored message is in the archive exactly once, and no counter has a gap."
                : "DIFFERENT: " + report.differences().size() + " differences.";
    }

    private static ObjectNode toJson(Report report) {
        ObjectNode json = Json.object().put("ok", report.isClean());
        ArrayNode devices = json.putArray("devices");
        for (Report.Line line : report.lines())
            devices.addObject()
                    .put("conversation", line.conversation().value())
                    .put("device", line.device().value())
                    .put("sent", line.sent())
                    .put("stored", line.stored())
                    .put("archived", line.archived())
                    .put("waiting", line.waiting())
                    .put("refused", line.refused());
        ArrayNode differences = json.putArray("differences");
        for (Report.Difference difference : report.differences())
            differences
                    .addObject()
                    .put("kind", difference.kind())
                    .put("conversation", difference.conversation().value())
                    .put("text", difference.text());
        return json;
    }
}

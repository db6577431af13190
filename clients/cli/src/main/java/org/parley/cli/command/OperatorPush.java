package org.parley.cli.command;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parley.cli.json.Json;
import org.parley.cli.push.Pushes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "push",
        description = {
            "What became of messages on people's devices, the newest first.",
            "With --retry, tells the device of an entry once more."
        },
        mixinStandardHelpOptions = true)
final class OperatorPush implements Runnable {

    @Option(names = "--user", paramLabel = "USER", description = "only of this user")
    private @Nullable String user;

    @Option(names = "--device", paramLabel = "DEVICE", description = "only of this device")
    private @Nullable String device;

    @Option(names = "--message", paramLabel = "ID", description = "only of this message")
    private @Nullable String message;

    @Option(names = "--event", paramLabel = "EVENT", description = "only such as refused")
    private @Nullable String event;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "then or later: " + TimeArgument.RULE,
            converter = TimeArgument.class)
    private @Nullable Instant since;

    @Option(names = "--retry", paramLabel = "ENTRY", description = "the entry's number")
    private @Nullable Long retry;

    @Mixin private final Listing listing = new Listing();
    @Mixin private final Reason reason = new Reason();
    @Mixin private final Session session = new Session();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        Pushes pushes = session.openAsOperator().pushes();
        if (retry != null) {
            print(pushes.retry(retry, reason.text()));
            return;
        }
        Map<String, String> narrowed = narrowed();
        LedgerPages.each(
                listing.limit(),
                (most, next) -> pushes.operatorLedger(narrowed, most, next),
                entry ->
                        print(
                                listing.isJson()
                                        ? Json.line(entry)
                                        : entry.path("id").asText()
                                                + "  "
                                                + LedgerPages.line(entry, true)));
    }

    private Map<String, String> narrowed() {
        Map<String, String> narrowed = new TreeMap<>(Map.of("reason", reason.text()));
        if (user != null) narrowed.put("user", user);
        if (device != null) narrowed.put("device", device);
        if (message != null) narrowed.put("message", message);
        if (event != null) narrowed.put("event", event);
        if (since != null) narrowed.put("since", since.toString());
        return narrowed;
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
    }
}

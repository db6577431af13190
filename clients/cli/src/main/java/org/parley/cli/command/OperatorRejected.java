package org.parley.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.cli.archive.Archive;
import org.parley.cli.archive.Archive.Parameters;
import org.parley.cli.json.Json;
import org.parley.cli.terminal.Printable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "rejected",
        description = {
            "Dead letters: what was published and not accepted, and why; the newest first.",
            "What was refused for a reason that is gone is accepted when it is replayed."
        },
        mixinStandardHelpOptions = true)
final class OperatorRejected implements Runnable {

    private static final int PAGE = 200;

    /** At most one of them. */
    static final class Letter {
        @Option(names = "--show", paramLabel = "LETTER", description = "all of this one")
        private @Nullable Long show;

        @Option(
                names = "--replay",
                paramLabel = "LETTER",
                description = "puts this one to the rules again, and on the log if they accept it")
        private @Nullable Long replay;
    }

    @ArgGroup private @Nullable Letter letter;

    @Option(names = "--user", paramLabel = "USER", description = "only what this user sent")
    private @Nullable String user;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            defaultValue = "open",
            description = "open, replayed or all (default: ${DEFAULT-VALUE})")
    private String state = "open";

    @Mixin private final Listing listing = new Listing();
    @Mixin private final Reason reason = new Reason();
    @Mixin private final Session session = new Session();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        Archive archive = session.openAsOperator().archive();
        if (letter == null) list(archive);
        else if (letter.show != null) show(archive, letter.show);
        else if (letter.replay != null) replay(archive, letter.replay);
    }

    private void list(Archive archive) {
        Pages.each(
                listing.limit(),
                PAGE,
                "rejected",
                (most, next) -> page(archive, most, next),
                one -> print(one, line(one)));
    }

    private ObjectNode page(Archive archive, int most, Optional<String> next) {
        Parameters parameters = because().with("state", state).with("limit", most);
        if (user != null) parameters.with("user", user);
        next.ifPresent(cursor -> parameters.with("cursor", cursor));
        return archive.get("/operator/rejected", parameters);
    }

    private void show(Archive archive, long id) {
        ObjectNode one = archive.get("/operator/rejected/" + id, because());
        String payload = Json.text(one, "payload").orElse("(erased)");
        print(one, line(one) + "\n" + Printable.line(payload));
    }

    private void replay(Archive archive, long id) {
        ObjectNode why = Json.object().put("reason", reason.text());
        ObjectNode done = archive.post("/operator/rejected/" + id + "/replay", why);
        String what = Json.text(done, "message").map(m -> "message " + m).orElse("a receipt");
        print(done, "accepted as " + what + " in " + done.path("conversation").asText());
    }

    private Parameters because() {
        return new Parameters().with("reason", reason.text());
    }

    private void print(JsonNode one, String line) {
        spec.commandLine().getOut().println(listing.isJson() ? Json.line(one) : line);
    }

    private static String line(JsonNode one) {
        return "%s  %6d  %-12s %s  %s%s"
                .formatted(
                        MessageTable.time(Json.time(one, "receivedAt").orElse(Instant.EPOCH)),
                        one.path("id").asLong(),
                        one.path("from").asText(),
                        Printable.line(one.path("topic").asText()),
                        Printable.line(one.path("why").asText()),
                        one.hasNonNull("replayed") ? "  (replayed)" : "");
    }
}

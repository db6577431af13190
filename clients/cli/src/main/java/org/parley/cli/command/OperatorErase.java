package org.parley.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Console;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.cli.archive.Archive.Parameters;
import org.parley.cli.json.Json;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "erase",
        description = {
            "Erase what was said, for good: texts go, ids and who wrote to whom stay.",
            "It cannot be undone, so what is erased has to be said twice."
        },
        mixinStandardHelpOptions = true)
final class OperatorErase implements Runnable {

    /** Exactly one of them. */
    static final class Target {
        @Option(names = "--user", paramLabel = "USER", description = "all that this user wrote")
        private @Nullable String user;

        @Option(names = "--conversation", paramLabel = "ID", description = "all of it")
        private @Nullable String conversation;

        @Option(names = "--message", paramLabel = "ID", description = "one message and its edits")
        private @Nullable String messageId;

        String value() {
            if (user != null) return user;
            return conversation != null ? conversation : Objects.requireNonNull(messageId);
        }

        ObjectNode toJson() {
            ObjectNode json = Json.object();
            if (user != null) return json.put("user", user);
            return conversation != null
                    ? json.put("conversation", conversation)
                    : json.put("messageId", messageId);
        }
    }

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    @Option(
            names = "--confirm",
            paramLabel = "VALUE",
            description = "the same user or id again (default: asked for in a terminal)")
    private @Nullable String confirm;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Mixin private final Reason reason = new Reason();
    @Mixin private final Session session = new Session();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        Session.Open open = session.openAsOperator();
        ObjectNode body = target.toJson().put("reason", reason.text()).put("confirm", confirmed());
        ObjectNode done = open.archive().post("/operator/erasures", new Parameters(), body);
        spec.commandLine()
                .getOut()
                .println(
                        json ? Json.line(done) : done.path("erased").asLong() + " messages erased");
    }

    private String confirmed() {
        if (confirm != null) return confirm;
        Console console =
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .orElseThrow(() ->
                                new ParameterException(
                                        spec.commandLine(),
                                        "--confirm is missing: repeat what shall be erased"));
        String typed =
                console.readLine("This cannot be undone. Type %s to erase it: ", target.value());
        if (typed == null || !typed.strip().equals(target.value()))
            throw new ParameterException(spec.commandLine(), "Nothing was erased.");
        return typed.strip();
    }
}

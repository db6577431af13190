package org.parley.cli.command;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parley.cli.archive.Archive.Parameters;
import org.parley.contracts.UserId;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which messages an operator asks for; what is not given does not narrow. */
final class OperatorFilter {

    @Option(
            names = "--user",
            paramLabel = "USER",
            description = "in whose conversations",
            converter = PeerArgument.class)
    private @Nullable UserId user;

    @Option(names = "--conversation", paramLabel = "ID", description = "for example alice_bob")
    private @Nullable String conversation;

    @Option(names = "--text", paramLabel = "WORDS", description = "with these words")
    private @Nullable String text;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "arrived then or later: " + TimeArgument.RULE,
            converter = TimeArgument.class)
    private @Nullable Instant since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "arrived before",
            converter = TimeArgument.class)
    private @Nullable Instant until;

    @Mixin private final Reason reason = new Reason();

    Parameters parameters() {
        Parameters parameters = new Parameters().with("reason", reason.text());
        add(parameters, "user", user);
        add(parameters, "conversation", conversation);
        add(parameters, "text", text);
        add(parameters, "since", since);
        add(parameters, "until", until);
        return parameters;
    }

    private static void add(Parameters parameters, String name, @Nullable Object value) {
        if (value != null) parameters.with(name, value);
    }
}

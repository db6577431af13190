package org.parley.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "token",
        description = {
            "Print an access token and nothing else: the MQTT password, and the HTTP bearer token.",
            "Demo users of a local stack need no login; others use the one of 'parley login'."
        },
        mixinStandardHelpOptions = true)
final class TokenCommand implements Runnable {

    @Parameters(
            arity = "0..1",
            paramLabel = "USER",
            description = "default: who logged in with 'parley login'")
    private @Nullable String user;

    @Mixin private final ServerOptions options = new ServerOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        var identity = options.logins(options.server()).identity(user);
        spec.commandLine().getOut().println(identity.tokens().current().value());
    }
}

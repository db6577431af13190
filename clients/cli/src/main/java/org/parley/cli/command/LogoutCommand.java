package org.parley.cli.command;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "logout",
        description = "Forget the login of this machine, and have the server revoke it.",
        mixinStandardHelpOptions = true)
final class LogoutCommand implements Runnable {

    @Mixin private final ServerOptions options = new ServerOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        Optional<String> user = options.logins(options.server()).deviceLogin().logout();
        String said = user.map(name -> name + " is logged out").orElse("nobody was logged in");
        spec.commandLine().getOut().println(said);
    }
}

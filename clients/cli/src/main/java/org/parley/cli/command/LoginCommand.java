package org.parley.cli.command;

import java.io.PrintWriter;
import org.parley.cli.login.DeviceLogin.Invitation;
import org.parley.cli.server.Profile;
import org.parley.cli.server.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "login",
        description = {
            "Log in with a browser, here or on your phone (OAuth 2.0 device grant).",
            "Keeps the login and the server's addresses in ~/.config/parley, readable by you only."
        },
        mixinStandardHelpOptions = true)
final class LoginCommand implements Runnable {

    @Mixin private final ServerOptions options = new ServerOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        Server server = options.server();
        String user =
                options.logins(server).deviceLogin().run(invitation -> invite(invitation, out));
        Profile.of(user, server).write(options.configFolder());
        out.println("Logged in as " + user + " at " + server.issuer());
    }

    private static void invite(Invitation invitation, PrintWriter out) {
        out.println("Open  " + invitation.address());
        out.println("Enter " + invitation.code());
        if (!invitation.completeAddress().isEmpty())
            out.println("Or at once: " + invitation.completeAddress());
        out.println("Waiting for you there …");
    }
}

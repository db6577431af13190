package org.parley.cli.command;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.cli.login.Logins;
import org.parley.cli.server.Folders;
import org.parley.cli.server.Server;
import org.parley.cli.server.ServerChoice;
import org.parley.cli.web.Web;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which server; the same options for every command and its subcommands. */
final class ServerOptions {

    @Option(
            scope = ScopeType.INHERIT,
            names = "--stack",
            paramLabel = "FILE",
            description =
                    "stack.json of a local stack (default: $PARLEY_STACK,"
                            + " else .parley/stack.json from here upwards)")
    private @Nullable Path stack;

    @Option(
            scope = ScopeType.INHERIT,
            names = "--profile",
            description = "use the server of the last 'parley login' rather than a local stack")
    private boolean useProfile;

    @Option(
            scope = ScopeType.INHERIT,
            names = "--issuer",
            paramLabel = "URL",
            description = "the realm that issues tokens")
    private @Nullable String issuer;

    @Option(
            scope = ScopeType.INHERIT,
            names = "--mqtt",
            paramLabel = "URL",
            description = "the broker: tcp://host:port or ssl://host:port")
    private @Nullable String mqtt;

    @Option(
            scope = ScopeType.INHERIT,
            names = "--ca",
            paramLabel = "PEM",
            description = "trust this authority for ssl://")
    private @Nullable Path ca;

    @Option(
            scope = ScopeType.INHERIT,
            names = "--archive",
            paramLabel = "URL",
            description = "the archive")
    private @Nullable String archive;

    @Option(
            scope = ScopeType.INHERIT,
            names = "--groups",
            paramLabel = "URL",
            description = "the groups service")
    private @Nullable String groups;

    @Option(
            scope = ScopeType.INHERIT,
            names = "--presence",
            paramLabel = "URL",
            description = "the presence service")
    private @Nullable String presence;

    @Option(
            scope = ScopeType.INHERIT,
            names = "--push",
            paramLabel = "URL",
            description = "the push service")
    private @Nullable String push;

    @Option(
            scope = ScopeType.INHERIT,
            names = "--home",
            paramLabel = "DIR",
            description =
                    "where devices keep outbox and messages"
                            + " (default: the stack's folder, else ~/.local/share/parley)")
    private @Nullable Path home;

    private final Map<String, String> environment = System.getenv();
    private final Web web = new Web();

    Server server() {
        return new ServerChoice(
                        stack,
                        issuer,
                        mqtt,
                        ca,
                        archive,
                        groups,
                        presence,
                        push,
                        useProfile,
                        home,
                        environment)
                .resolve();
    }

    Logins logins(Server server) {
        return new Logins(server, web, environment, Clock.systemUTC());
    }

    Web web() {
        return web;
    }

    Path configFolder() {
        return Folders.config(environment);
    }
}

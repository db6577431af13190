package org.parley.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Who I am. */
final class UserOption {

    @Option(
            scope = ScopeType.INHERIT,
            names = "--as",
            paramLabel = "USER",
            description = "be a demo user of the local stack (default: who logged in)")
    private @Nullable String user;

    @Nullable String user() {
        return user;
    }
}

package org.parley.cli;

import org.parley.cli.command.ParleyCommand;

/** The command line client {@code parley}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(ParleyCommand.run(arguments));
    }
}

package org.parley.cli;

import org.parley.cli.command.ParleyCommand;

/** The command line client {@code parley}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        // Or Netty makes JDK 25 warn about sun.misc.Unsafe on every start.
        System.setProperty("io.netty.noUnsafe", "true");
        System.exit(ParleyCommand.run(arguments));
    }
}

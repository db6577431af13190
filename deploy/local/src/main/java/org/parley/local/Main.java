package org.parley.local;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Where the launcher's JVM begins. */
public final class Main {
    private Main() {}

    /** Never run by itself: the script names one of the commands below. */
    @Command(name = "parley", mixinStandardHelpOptions = true, description = "The local stack.")
    static final class Parley {}

    public static void main(String[] arguments) {
        var line =
                new CommandLine(new Parley())
                        .addSubcommand(new Up())
                        .addSubcommand(new Down())
                        .addSubcommand(new Status())
                        .setExecutionExceptionHandler((e, command, _) -> explain(e, command));
        System.exit(line.execute(arguments));
    }

    private static int explain(Exception e, CommandLine command) throws Exception {
        if (e instanceof CannotStart || e instanceof IllegalArgumentException) {
            command.getErr().println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw e;
    }
}

package org.parley.local;

import picocli.CommandLine;

/** Where the launcher's JVM begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        var line =
                new CommandLine(new Up())
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

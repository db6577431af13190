package org.parley.bench;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "bench",
        description = "Measures a running stack: ./parley up starts one.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ChatCommand.class,
            GroupCommand.class,
            IdleCommand.class,
            PushCommand.class,
            ReconnectCommand.class,
            RemovalCommand.class,
            StartupCommand.class
        })
public final class Main {
    static final Path DEFAULT_STACK =
            Path.of(System.getProperty("parley.root", "."), ".parley", "stack.json");

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /**
     * 0 where all is sound, 1 where something was lost or doubled, 2 where it could not measure.
     */
    static int run(String... arguments) {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, _, _) -> {
                    if (!(failure instanceof CannotMeasure)) throw failure;
                    System.err.println(failure.getMessage());
                    return 2;
                })
                .execute(arguments);
    }

    /** What it is doing, beside the report on standard output. */
    static void say(String text) {
        System.err.println(text);
    }
}

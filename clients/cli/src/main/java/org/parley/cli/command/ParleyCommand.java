package org.parley.cli.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root: names the commands, and turns failures into advice and exit codes. */
@Command(
        name = "parley",
        description = "Chat over Parley, ask its archive, and manage your login.",
        mixinStandardHelpOptions = true,
        version = "parley 0.1.0",
        subcommands = {
            TokenCommand.class,
            LoginCommand.class,
            LogoutCommand.class,
            ChatCommand.class,
            HistoryCommand.class,
            ConversationsCommand.class,
            SearchCommand.class,
            SyncCommand.class,
            VerifyCommand.class,
            GroupCommand.class,
            BlockCommand.class,
            WhoCommand.class,
            PushCommand.class,
            DoctorCommand.class,
            OperatorCommand.class,
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:verify found a difference, or doctor something wrong",
            "2:the command line is wrong",
            "3:a server cannot be reached",
            "4:no valid login, or the token was refused",
            "5:messages wait in the outbox, not stored in time",
            "6:a server refused the request",
            "70:an error of this program",
        })
public final class ParleyCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    /** Runs a command line as a process would, and answers with its exit code. */
    public static int run(String... arguments) {
        return run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments);
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new ParleyCommand());
        line.setOut(out);
        line.setErr(err);
        line.setExecutionExceptionHandler(ParleyCommand::explain);
        line.setParameterExceptionHandler(ParleyCommand::correct);
        line.setUsageHelpAutoWidth(true);
        return line.execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    private static int correct(ParameterException problem, String[] arguments) {
        CommandLine line = problem.getCommandLine();
        line.getErr().println("parley: " + problem.getMessage());
        UnmatchedArgumentException.printSuggestions(problem, line.getErr());
        line.getErr().println("  See: " + line.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE.code();
    }

    private static int explain(Exception problem, CommandLine line, ParseResult parsed) {
        if (problem instanceof Failure failure) {
            line.getErr().println("parley: " + failure.advice());
            return failure.exitCode().code();
        }
        line.getErr().println("parley: " + problem);
        if (System.getenv("PARLEY_DEBUG") != null) problem.printStackTrace(line.getErr());
        else line.getErr().println("  More with PARLEY_DEBUG=1 in the environment.");
        return ExitCode.INTERNAL.code();
    }
}

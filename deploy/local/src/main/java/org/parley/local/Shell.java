package org.parley.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Runs a short command to its end. */
final class Shell {
    private Shell() {}

    /**
     * The command's output goes to the log; a non-zero exit is a {@link CannotStart} that shows its
     * end.
     */
    static void run(Command command, Path log) throws InterruptedException {
        var start = LogFile.sizeOf(log);
        if (exitCode(command, log) != 0) {
            throw new CannotStart(
                    "%s failed\n%s".formatted(command.line().getFirst(), LogFile.tail(log, start)));
        }
    }

    static boolean succeeds(Command command) throws InterruptedException {
        return exitCode(command, Path.of("/dev/null")) == 0;
    }

    private static int exitCode(Command command, Path log) throws InterruptedException {
        try {
            var process =
                    command.builder()
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            process.getOutputStream().close();
            return process.waitFor();
        } catch (IOException e) {
            throw new CannotStart(
                    "%s cannot be run: %s".formatted(command.line().getFirst(), e.getMessage()), e);
        }
    }

    static void signal(String signal, long pid) {
        kill(signal, Long.toString(pid));
    }

    static void signalGroup(String signal, long group) {
        kill(signal, "-" + group);
    }

    private static void kill(String signal, String target) {
        try {
            new ProcessBuilder(
                            List.of(
                                    "sh",
                                    "-c",
                                    "kill -s " + signal + " -- " + target + " 2>/dev/null"))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

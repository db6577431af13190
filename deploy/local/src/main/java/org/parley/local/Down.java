package org.parley.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./parley down}: what Ctrl-C does, from another terminal. */
@Command(name = "down", description = "Stops what runs in the data folder, in order.")
final class Down implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Option(names = "--data", paramLabel = "DIR", description = "Default: .parley in the clone.")
    @Nullable Path data;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    boolean help;

    @Override
    public Integer call() throws Exception {
        var folder = DataFolder.of(data);
        var holder = DataLock.holder(folder);
        if (holder.isEmpty()) {
            System.out.println("nothing runs in " + folder.path());
            return 0;
        }
        holder.get().destroy();
        try {
            var _ = holder.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new CannotStart(
                    "process %d still stops after %d s: see the logs in %s"
                            .formatted(
                                    holder.get().pid(),
                                    PATIENCE.toSeconds(),
                                    folder.path().resolve("logs")),
                    e);
        }
        System.out.println("stopped");
        return 0;
    }
}

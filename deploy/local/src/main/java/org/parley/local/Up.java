package org.parley.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./parley up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = false,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Starts PostgreSQL, Kafka, Keycloak, the MQTT broker and Parley's services on 127.0.0.1.",
            "Data and passwords stay in a folder between starts. Ctrl-C stops everything in order.",
            ""
        })
final class Up implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where data, logs and passwords are kept. Default: .parley in the clone.")
    @Nullable Path data;

    @Option(
            names = "--ports",
            paramLabel = "BASE",
            defaultValue = "" + Ports.DEFAULT_BASE,
            description = "The first of 16 ports in a row. Default: ${DEFAULT-VALUE}.")
    int base;

    @Option(names = "--fresh", description = "Wipes the data folder first.")
    boolean fresh;

    @Option(
            names = "--persistence",
            paramLabel = "file|memory",
            defaultValue = "file",
            description = "Where the broker keeps sessions and queues. Default: ${DEFAULT-VALUE}.")
    String persistence = "file";

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description =
                    "A setting for the broker and the services, such as PARLEY_BROKER_PUBLISH_RATE=1000; may be repeated.")
    Map<String, String> settings = Map.of();

    @Option(
            names = "--native",
            arity = "0..1",
            split = ",",
            paramLabel = "SERVICE",
            fallbackValue = Executable.ALL,
            description =
                    "Parley's services, or those named here, as native executables, built before where needed.")
    Set<String> executables = Set.of();

    @Option(names = "--servers-only", description = "Without Parley's own services.")
    boolean serversOnly;

    @Option(
            names = "--without",
            paramLabel = "NAME",
            description = "Leaves this one out; may be repeated.")
    Set<String> without = Set.of();

    @Option(
            names = "--restart-after",
            paramLabel = "DURATION",
            defaultValue = "2s",
            converter = DurationText.class,
            description = "How long one that died stays away. Default: ${DEFAULT-VALUE}.")
    Duration restartAfter = Duration.ofSeconds(2);

    @Option(
            names = "--until-exit-of",
            paramLabel = "PID",
            description = "Stops everything when this process is gone.")
    @Nullable Long untilExitOf;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    boolean help;

    @Override
    public Integer call() throws Exception {
        var folder = DataFolder.of(data);
        folder.create();
        try (var _ = DataLock.take(folder)) {
            return run(folder);
        }
    }

    private int run(DataFolder folder) throws InterruptedException {
        var progress = new Progress(System.out);
        var children = new Children(folder.file("processes.json"));
        children.endLeftovers(progress);
        if (fresh) {
            folder.wipe();
        }
        var site =
                new Site(
                        DataFolder.root(),
                        folder,
                        new Ports(base),
                        new Secrets(folder.file("secrets.json")),
                        executables,
                        persistence(),
                        settings);
        var stack = Stack.of(site);
        stack.requireExecutable(executables);
        var servers = stack.without(leftOut(stack, progress));
        PortCheck.check(site.ports(), servers);
        return new Launch(stack, servers, children, progress, restartAfter)
                .run(Optional.ofNullable(untilExitOf));
    }

    private String persistence() {
        if (!List.of("file", "memory").contains(persistence)) {
            throw new CannotStart("--persistence %s: it is file or memory".formatted(persistence));
        }
        return persistence;
    }

    private Set<String> leftOut(Stack stack, Progress progress) {
        var names = new LinkedHashSet<>(without);
        if (serversOnly) {
            names.addAll(Stack.names(stack.services()));
            names.add(Web.NAME);
        } else if (!Web.isBuilt(stack.site())) {
            progress.say(Web.NAME, "is left out: this build has no web client, see its log");
            names.add(Web.NAME);
        }
        return names;
    }
}

package org.parley.bench;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "chat",
        description =
                "Pairs of users chat; what arrived, what was archived, how fast and at what cost.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class ChatCommand implements Callable<Integer> {
    @Option(names = "--stack", description = "stack.json of the running stack", paramLabel = "FILE")
    Path stack = Main.DEFAULT_STACK;

    @Option(names = "--pairs", description = "one writes, the other reads")
    int pairs = 50;

    @Option(names = "--rate", description = "messages a second over all pairs; 0 is flat out")
    int rate = 400;

    @Option(
            names = "--window",
            description = "messages in flight a pair, at most; flat out keeps it full")
    int window = 20;

    @Option(
            names = "--in-flight-until",
            description = "stored or acknowledged: what makes room in the window")
    Milestone inFlightUntil = Milestone.stored;

    @Option(names = "--seconds", description = "to measure, at most")
    int seconds = 30;

    @Option(names = "--messages", description = "to measure, at most")
    long messages = 1_000_000;

    @Option(names = "--warm-up", description = "seconds before, which do not count")
    int warmUp = 10;

    @Option(names = "--bytes", description = "of each message")
    int bytes = 200;

    @Option(
            names = "--repeat-after",
            description = "seconds without a stored receipt until the sender repeats; 0 is never")
    int repeatAfter = 20;

    @Option(names = "--patience", description = "seconds to wait for the last receipts")
    int patience = 60;

    @Option(names = "--json", description = "the report, for machines", paramLabel = "FILE")
    @Nullable Path json;

    enum Milestone {
        stored,
        acknowledged
    }

    @Override
    public Integer call() throws Exception {
        ChatReport report = new ChatRun(settings(), Stack.read(stack)).run();
        System.out.print(ReportText.of(report));
        if (json != null) ReportJson.write(json, report);
        return report.isSound() ? 0 : 1;
    }

    private Settings settings() {
        return new Settings(
                pairs,
                rate,
                window,
                inFlightUntil,
                seconds,
                messages,
                warmUp,
                bytes,
                repeatAfter,
                patience);
    }

    /** As asked for; part of the report. */
    record Settings(
            int pairs,
            int rate,
            int window,
            Milestone inFlightUntil,
            int seconds,
            long messages,
            int warmUpSeconds,
            int bytes,
            int repeatAfterSeconds,
            int patienceSeconds) {
        Settings {
            if (pairs < 1) throw new CannotMeasure("pairs " + pairs + " is less than 1");
            if (seconds < 1 || messages < 1)
                throw new CannotMeasure(
                        "nothing to measure in " + seconds + " s and " + messages + " messages");
        }

        Load load() {
            return new Load(rate, window, inFlightUntil == Milestone.stored);
        }
    }
}

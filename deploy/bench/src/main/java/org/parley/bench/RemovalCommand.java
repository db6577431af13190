package org.parley.bench;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "removal",
        description = "Members are removed while somebody speaks; how long they still hear him.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class RemovalCommand implements Callable<Integer> {
    /** Nothing said later than this after the answer may be heard. */
    private static final long SILENCE = MILLISECONDS.toNanos(500);

    @Option(names = "--stack", description = "stack.json of the running stack", paramLabel = "FILE")
    Path stackFile = Main.DEFAULT_STACK;

    @Option(names = "--removals", description = "members, one after the other")
    int removals = 50;

    @Option(names = "--rate", description = "messages a second; a user may send 50 a second")
    int rate = 100;

    @Option(names = "--speakers", description = "who share the rate and are not removed")
    int speakers = 4;

    @Option(names = "--every", description = "milliseconds from one removal to the next")
    int every = 250;

    @Option(names = "--json", description = "the report, for machines", paramLabel = "FILE")
    @Nullable Path json;

    private final Clock clock = new Clock();

    /**
     * @param answeredBy whose answer the time counts from
     * @param toSilence {@code member_removal_to_silence}: to when the last message was said that
     *     the removed one heard; 0 where that was before the answer
     * @param toLastReceived to when he received it: on a busy machine deliveries wait in line
     * @param heardLate messages received that were published more than 500 ms after the answer
     * @param heardAfterReturn messages received after the removed came back to their sessions
     */
    record Report(
            Machine machine,
            String answeredBy,
            int removals,
            double messagesPerSecond,
            Latency toSilence,
            Latency toLastReceived,
            Latency removal,
            long heardLate,
            long heardAfterReturn) {

        boolean isSound() {
            return heardLate == 0 && heardAfterReturn == 0;
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    """
                    %s, %d removals at %.0f messages/s, load %s
                    member_removal_to_silence ms, from the answer of %s
                      to the last message said     p50 %.1f  p90 %.1f  p99 %.1f  max %.1f
                      to the last message received p50 %.1f  p90 %.1f  p99 %.1f  max %.1f
                    removal itself ms  p50 %.1f  p99 %.1f
                    heard of what was said 500 ms later  %d
                    heard after coming back              %d
                    """,
                    machine.date(),
                    removals,
                    messagesPerSecond,
                    machine.load(),
                    answeredBy,
                    toSilence.p50(),
                    toSilence.p90(),
                    toSilence.p99(),
                    toSilence.max(),
                    toLastReceived.p50(),
                    toLastReceived.p90(),
                    toLastReceived.p99(),
                    toLastReceived.max(),
                    removal.p50(),
                    removal.p99(),
                    heardLate,
                    heardAfterReturn);
        }
    }

    @Override
    public Integer call() throws Exception {
        Stack stack = Stack.read(stackFile);
        int members = speakers + removals;
        try (Accounts accounts = new Accounts(stack.keycloak());
                Groups groups = Groups.of(stack, accounts)) {
            Main.say(members + " users log in");
            accounts.ensure(members);
            try (GroupChat chat = new GroupChat(stack, accounts, groups, members, 200, clock)) {
                chat.open();
                Report report = measure(chat, groups.answeredBy());
                System.out.print(report.text());
                if (json != null) ReportJson.write(json, report);
                return report.isSound() ? 0 : 1;
            }
        }
    }

    private Report measure(GroupChat chat, String answeredBy) throws InterruptedException {
        for (int i = 0; i < removals; i++) chat.subscribe(speakers + i);
        long began = clock.now();
        long[] answered = new long[removals];
        Histogram removal = new Histogram(3);
        try (ScheduledExecutorService talk = talk(chat)) {
            SECONDS.sleep(1);
            for (int i = 0; i < removals; i++) {
                long asked = clock.now();
                answered[i] = chat.remove(speakers + i);
                removal.recordValue((answered[i] - asked) / 1_000);
                MILLISECONDS.sleep(every);
            }
            SECONDS.sleep(2);
            Silence silence = silence(chat, answered);
            for (int i = 0; i < removals; i++) chat.device(speakers + i).reconnect();
            SECONDS.sleep(2);
            long afterReturn = silence(chat, answered).heard() - silence.heard();
            double rate = chat.fanOut().published(began) * 1e9 / (clock.now() - began);
            talk.shutdownNow();
            return new Report(
                    Machine.here(),
                    answeredBy,
                    removals,
                    rate,
                    Latency.of(silence.said()),
                    Latency.of(silence.received()),
                    Latency.of(removal),
                    silence.late(),
                    afterReturn);
        }
    }

    private ScheduledExecutorService talk(GroupChat chat) {
        ScheduledExecutorService talk = Executors.newSingleThreadScheduledExecutor();
        int[] next = {0};
        var _ =
                talk.scheduleAtFixedRate(
                        () -> chat.say(next[0]++ % speakers),
                        0,
                        SECONDS.toNanos(1) / rate,
                        NANOSECONDS);
        return talk;
    }

    private record Silence(Histogram said, Histogram received, long late, long heard) {}

    private Silence silence(GroupChat chat, long[] answered) {
        Histogram said = new Histogram(3);
        Histogram received = new Histogram(3);
        long late = 0;
        long heard = 0;
        for (int i = 0; i < removals; i++) {
            FanOut fanOut = chat.fanOut();
            said.recordValue(since(answered[i], fanOut.newestHeard(speakers + i)));
            received.recordValue(since(answered[i], fanOut.lastHeard(speakers + i)));
            late += fanOut.heardOfAfter(speakers + i, answered[i] + SILENCE);
            heard += fanOut.heardOfAfter(speakers + i, 0);
        }
        return new Silence(said, received, late, heard);
    }

    /** In microseconds. */
    private static long since(long answered, long moment) {
        return Math.max(0, moment - answered) / 1_000;
    }
}

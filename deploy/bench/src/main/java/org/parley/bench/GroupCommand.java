package org.parley.bench;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "group",
        description = "Messages to one group, all of whose members are online; what it costs.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class GroupCommand implements Callable<Integer> {
    @Option(names = "--stack", description = "stack.json of the running stack", paramLabel = "FILE")
    Path stackFile = Main.DEFAULT_STACK;

    @Option(names = "--members", description = "each on one connection")
    int members = 1_000;

    @Option(names = "--speakers", description = "of the members; a user may send 50 a second")
    int speakers = 10;

    @Option(names = "--rate", description = "messages a second to the group; 0 is flat out")
    int rate = 0;

    @Option(names = "--window", description = "messages that have not reached everybody, at most")
    int window = 10;

    @Option(names = "--seconds", description = "to measure")
    int seconds = 30;

    @Option(names = "--bytes", description = "of each message")
    int bytes = 200;

    @Option(names = "--patience", description = "seconds to wait for the last deliveries and rows")
    int patience = 60;

    @Option(names = "--json", description = "the report, for machines", paramLabel = "FILE")
    @Nullable Path json;

    private final Clock clock = new Clock();
    private final Proc proc = Proc.ofThisMachine();

    @Override
    public Integer call() throws Exception {
        Stack stack = Stack.read(stackFile);
        try (Accounts accounts = new Accounts(stack.keycloak());
                Groups groups = Groups.of(stack, accounts)) {
            Main.say(members + " users log in");
            accounts.ensure(members);
            try (GroupChat chat = new GroupChat(stack, accounts, groups, members, bytes, clock)) {
                chat.open();
                GroupReport report = measure(stack, chat);
                System.out.print(report.text());
                if (json != null) ReportJson.write(json, report);
                return report.isSound() ? 0 : 1;
            }
        }
    }

    private GroupReport measure(Stack stack, GroupChat chat)
            throws InterruptedException, SQLException {
        chat.fanOut().startMeasuring();
        Main.say("measuring for " + seconds + " s");
        Moment start = Moment.now(stack, proc, clock);
        talk(chat);
        awaitAll(chat);
        Moment end = Moment.now(stack, proc, clock);
        FanOut.Result result = chat.fanOut().result();
        Optional<ArchiveTable.Count> rows =
                archived(stack, chat, start.at(), result.acknowledged());
        return GroupReport.of(members, rate, window, result, rows, start, end);
    }

    private void talk(GroupChat chat) {
        Load load = new Load(rate, window, false);
        long start = System.nanoTime();
        long sent = 0;
        for (long passed = 0;
                passed < SECONDS.toNanos(seconds);
                passed = System.nanoTime() - start) {
            while (sent < load.due(passed) && chat.fanOut().underWay() < window)
                chat.say((int) (sent++ % Math.min(speakers, members)));
            LockSupport.parkNanos(500_000);
        }
    }

    private void awaitAll(GroupChat chat) throws InterruptedException {
        long deadline = System.nanoTime() + SECONDS.toNanos(patience);
        while (chat.fanOut().underWay() > 0 && System.nanoTime() < deadline) Thread.sleep(5);
    }

    /** What it has once it has so many, or patience ends; empty where there is no archive. */
    private Optional<ArchiveTable.Count> archived(
            Stack stack, GroupChat chat, long since, long messages)
            throws SQLException, InterruptedException {
        if (stack.archive().isEmpty()) return Optional.empty();
        long deadline = System.nanoTime() + SECONDS.toNanos(patience);
        try (ArchiveTable table =
                new ArchiveTable(stack.archive().get(), clock.epochMillis(since))) {
            ArchiveTable.Count count = table.count(chat.id());
            while (count.messages() < messages && System.nanoTime() < deadline) {
                Thread.sleep(200);
                count = table.count(chat.id());
            }
            return Optional.of(count);
        }
    }
}

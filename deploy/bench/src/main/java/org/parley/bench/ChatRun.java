package org.parley.bench;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.parley.bench.ChatCommand.Settings;

/** One measurement: log in, warm up, measure, wait for what is under way, count. */
final class ChatRun {
    private static final long WITHOUT_LIMIT = Long.MAX_VALUE;

    private final Settings settings;
    private final Stack stack;
    private final Clock clock = new Clock();
    private final Proc proc = Proc.ofThisMachine();
    private final long startedAt = clock.now();

    ChatRun(Settings settings, Stack stack) {
        this.settings = settings;
        this.stack = stack;
    }

    ChatReport run() throws InterruptedException, SQLException {
        try (Accounts accounts = new Accounts(stack.keycloak())) {
            Main.say(settings.pairs() * 2 + " users log in");
            accounts.ensure(settings.pairs() * 2);
            List<Pair> pairs = pairs(accounts);
            try {
                Together.forEach(pairs.size(), i -> pairs.get(i).open());
                return measure(pairs);
            } finally {
                Together.forEach(pairs.size(), i -> pairs.get(i).close());
            }
        }
    }

    private List<Pair> pairs(Accounts accounts) {
        Random random = new Random();
        List<byte[]> texts = Texts.of(4096, settings.bytes(), 1);
        // Of this run alone, so that its n start at 1.
        String device = "bench-" + Integer.toHexString(random.nextInt());
        List<Pair> pairs = new ArrayList<>();
        for (int i = 1; i <= settings.pairs() * 2; i += 2) {
            String sender = Accounts.name(i);
            String receiver = Accounts.name(i + 1);
            pairs.add(
                    new Pair(
                            sender,
                            receiver,
                            new Device(stack, accounts, sender, device),
                            new Device(stack, accounts, receiver, device),
                            new Payload(settings.bytes(), device, random, texts),
                            clock));
        }
        return pairs;
    }

    private ChatReport measure(List<Pair> pairs) throws InterruptedException, SQLException {
        try (ScheduledExecutorService repeats = repeats(pairs)) {
            Pacer pacer = new Pacer(pairs, settings.load());
            Main.say("warm-up of " + settings.warmUpSeconds() + " s");
            pacer.run(SECONDS.toNanos(settings.warmUpSeconds()), WITHOUT_LIMIT);
            settle(pairs);
            pairs.forEach(pair -> pair.ledger().startMeasuring());
            Main.say("measuring for at most " + settings.seconds() + " s");
            Moment before = Moment.now(stack, proc, clock);
            Pacer measured = new Pacer(pairs, settings.load());
            measured.run(SECONDS.toNanos(settings.seconds()), settings.messages());
            long sendingEnded = clock.now();
            settle(pairs);
            Moment after = Moment.now(stack, proc, clock);
            repeats.shutdownNow();
            return report(pairs, before, sendingEnded, after, measured.worstLag());
        }
    }

    private ScheduledExecutorService repeats(List<Pair> pairs) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        long after = SECONDS.toNanos(settings.repeatAfterSeconds());
        Runnable repeat = () -> pairs.forEach(pair -> pair.repeat(clock.now() - after));
        if (after == 0) return timer;
        var _ = timer.scheduleWithFixedDelay(repeat, 1, 1, SECONDS);
        return timer;
    }

    /** Until each message has arrived and has its stored receipt, or patience ends. */
    private void settle(List<Pair> pairs) throws InterruptedException {
        long deadline = System.nanoTime() + SECONDS.toNanos(settings.patienceSeconds());
        while (pairs.stream().anyMatch(pair -> !pair.ledger().isSettled())
                && System.nanoTime() < deadline) Thread.sleep(Duration.ofMillis(5));
    }

    private ChatReport report(
            List<Pair> pairs, Moment before, long sendingEnded, Moment after, long worstLag)
            throws SQLException {
        Totals totals = new Totals();
        pairs.forEach(pair -> pair.ledger().addTo(totals));
        Optional<ArchiveCheck.Found> archive = archive(pairs);
        return ChatReport.of(settings, totals, archive, before, sendingEnded, after, worstLag);
    }

    private Optional<ArchiveCheck.Found> archive(List<Pair> pairs) throws SQLException {
        if (stack.archive().isEmpty()) return Optional.empty();
        ArchiveCheck check = new ArchiveCheck();
        try (ArchiveTable table =
                new ArchiveTable(stack.archive().get(), clock.epochMillis(startedAt))) {
            for (Pair pair : pairs) check.conversation(pair.ledger(), table.of(pair));
        }
        return Optional.of(check.found());
    }
}

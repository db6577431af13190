package org.parley.cli.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.parley.cli.archive.Archive;
import org.parley.cli.archive.SyncPage;
import org.parley.cli.conversation.Message;
import org.parley.cli.failure.Failure;

/**
 * Asks the archive for everything behind the cursor, page by page, one question at a time. A
 * failing archive is asked again and again, while the live chat goes on. Belongs to the loop; the
 * questions themselves are asked on threads of their own.
 */
final class CatchUp {

    private static final int PAGE = 500;
    private static final Backoff BACKOFF =
            new Backoff(
                    Duration.ofSeconds(1), Duration.ofSeconds(60), RandomGenerator.getDefault());

    private final Loop loop;
    private final Archive archive;
    private final Desk desk;
    private final Runnable onCaughtUp;
    private final List<Runnable> whenAnswered = new ArrayList<>();
    private boolean running;
    private boolean again;
    private boolean closed;
    private int taken;
    private int failures;

    CatchUp(Loop loop, Archive archive, Desk desk, Runnable onCaughtUp) {
        this.loop = loop;
        this.archive = archive;
        this.desk = desk;
        this.onCaughtUp = onCaughtUp;
    }

    /** Asks now, or once more where a question is open: its answer may be too old already. */
    void run() {
        if (closed) return;
        again = running;
        if (running) return;
        running = true;
        taken = 0;
        ask(desk.cursor());
    }

    /** Asks now, and runs the task when all was taken or the archive could not answer. */
    void run(Runnable answered) {
        whenAnswered.add(answered);
        run();
    }

    void runIn(Duration delay) {
        loop.after(delay, this::run);
    }

    void close() {
        closed = true;
    }

    private void ask(Optional<String> cursor) {
        Thread.startVirtualThread(() -> {
            try {
                SyncPage page = archive.sync(cursor, PAGE);
                loop.run(() -> take(page, cursor));
            } catch (RuntimeException e) {
                loop.run(() -> failed(e));
            }
        });
    }

    private void take(SyncPage page, Optional<String> asked) {
        if (closed) return;
        page.items().forEach(this::take);
        page.cursor().ifPresent(desk::cursor);
        boolean moved = page.cursor().isPresent() && !page.cursor().equals(asked);
        if (page.more() && moved) ask(page.cursor());
        else done();
    }

    private void take(SyncPage.Item item) {
        switch (item) {
            case SyncPage.Said(Message message) -> {
                desk.take(message, false);
                taken++;
            }
            case SyncPage.Receipt receipt ->
                    desk.reached(
                            receipt.conversation(),
                            receipt.user(),
                            receipt.reach(),
                            receipt.upTo());
        }
    }

    private void done() {
        running = false;
        failures = 0;
        answered();
        desk.tell(new ChatEvent.CaughtUp(taken));
        onCaughtUp.run();
        boolean mayClose = desk.reportGaps();
        if (again) run();
        else if (mayClose || desk.awaitsNames()) runIn(Duration.ofSeconds(2));
    }

    private void failed(RuntimeException problem) {
        if (closed) return;
        running = false;
        failures++;
        answered();
        // Once for each outage, not for each attempt.
        if (failures == 1) desk.tell(ChatEvent.Notice.of("archive", text(problem)));
        runIn(BACKOFF.after(failures));
    }

    private static String text(RuntimeException problem) {
        @Nullable String message =
                problem instanceof Failure failure ? failure.advice() : problem.getMessage();
        return "no history for now: " + message;
    }

    private void answered() {
        List<Runnable> waiting = List.copyOf(whenAnswered);
        whenAnswered.clear();
        waiting.forEach(Runnable::run);
    }
}

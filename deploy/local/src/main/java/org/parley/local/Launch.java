package org.parley.local;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * One run of the stack from start to end; it ends by a signal, a failed start, or a process's exit.
 */
final class Launch {
    private final Stack stack;
    private final List<Server> servers;
    private final Progress progress;
    private final StackFile file;
    private final Crew crew;
    private final CountDownLatch endAsked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean announced;
    private volatile boolean failed;

    Launch(
            Stack stack,
            List<Server> servers,
            Children children,
            Progress progress,
            Duration restartAfter) {
        this.stack = stack;
        this.servers = servers;
        this.progress = progress;
        this.file = new StackFile(stack);
        this.crew =
                new Crew(
                        servers,
                        stack.site().data(),
                        children,
                        progress,
                        restartAfter,
                        this::announce);
    }

    int run(Optional<Long> untilExitOf) throws InterruptedException {
        file.delete();
        Runtime.getRuntime().addShutdownHook(new Thread(this::askedToExit));
        untilExitOf.ifPresent(this::endWith);
        Thread.ofVirtual().start(this::start);
        endAsked.await();
        progress.say("parley", "stops");
        retire();
        crew.stop();
        progress.say("parley", "stopped");
        ended.countDown();
        return failed ? 1 : 0;
    }

    private void start() {
        try {
            progress.say(
                    "parley",
                    "starts in %s, ports from %d"
                            .formatted(stack.site().data().path(), stack.site().ports().base()));
            crew.start();
            arrived();
        } catch (CannotStart e) {
            if (endAsked.getCount() > 0) {
                failed = true;
                progress.line("\n" + e.getMessage());
                endAsked.countDown();
            }
        }
    }

    private synchronized void arrived() {
        if (endAsked.getCount() > 0) {
            announced = true;
            announce();
            progress.line(new Screen(stack, servers).text(progress.sinceStart()));
        }
    }

    /** The file exists only once all had been ready, and is gone before the first is stopped. */
    private synchronized void announce() {
        if (announced) {
            file.write(crew.readyPids());
        }
    }

    private synchronized void retire() {
        announced = false;
        file.delete();
    }

    private void endWith(long pid) {
        ProcessHandle.of(pid)
                .ifPresentOrElse(
                        process ->
                                process.onExit()
                                        .thenRun(() -> end("process %d is gone".formatted(pid))),
                        () -> end("process %d is not there".formatted(pid)));
    }

    private void end(String why) {
        progress.say("parley", why);
        endAsked.countDown();
    }

    /** Ctrl-C, SIGTERM, SIGHUP: the JVM exits once this returns, so all is stopped before. */
    private void askedToExit() {
        endAsked.countDown();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

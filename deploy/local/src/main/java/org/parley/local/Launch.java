package org.parley.local;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

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
    private final AtomicInteger signals = new AtomicInteger();
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
        Signals.on(List.of("INT", "TERM", "HUP"), this::signalled);
        untilExitOf.ifPresent(this::endWith);
        Thread.ofVirtual().start(this::start);
        endAsked.await();
        progress.say("parley", "stops");
        retire();
        crew.stop();
        // Such as an initdb that was under way.
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        progress.say("parley", "stopped");
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
        var process = ProcessHandle.of(pid);
        if (process.isEmpty()) {
            end("process %d is not there".formatted(pid));
            return;
        }
        var _ = process.get().onExit().thenRun(() -> end("process %d is gone".formatted(pid)));
    }

    private void end(String why) {
        progress.say("parley", why);
        endAsked.countDown();
    }

    /** The first asks all to stop in order; the next ones have no more patience. */
    private void signalled() {
        if (signals.incrementAndGet() == 1) {
            endAsked.countDown();
        } else {
            progress.say("parley", "kills what is left");
            crew.kill();
        }
    }
}

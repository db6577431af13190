package org.parley.testkit;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Ends processes of a stack as a crash would; the launcher starts them again. */
public final class Kill {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Stack stack;

    public Kill(Stack stack) {
        this.stack = stack;
    }

    /** SIGKILL; returns when the process is gone. */
    public void minus9(String name) {
        ProcessHandle process =
                running(name)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        name + " is not among " + stack.processes()));
        // PostgreSQL's own children go with it.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }

    public boolean isRunning(String name) {
        return running(name).isPresent();
    }

    /** Until the launcher has started it again and it said that it is ready. */
    public void awaitReady(String name) {
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (!isRunning(name)) {
            if (System.nanoTime() > limit)
                throw new IllegalStateException(name + " is not ready again after " + LIMIT);
            pause();
        }
    }

    private Optional<ProcessHandle> running(String name) {
        Long pid = stack.processes().get(name);
        return pid == null
                ? Optional.empty()
                : ProcessHandle.of(Objects.requireNonNull(pid)).filter(ProcessHandle::isAlive);
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

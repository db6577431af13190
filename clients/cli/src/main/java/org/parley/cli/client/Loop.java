package org.parley.cli.client;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The one thread that owns a client's state: everything that happens is a task on it, so that
 * nothing else needs a lock. After {@link #close} tasks are dropped.
 */
final class Loop implements AutoCloseable {

    private final ScheduledExecutorService thread;
    private final Consumer<Throwable> onError;

    Loop(String name, Consumer<Throwable> onError) {
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name(name).factory());
        this.onError = onError;
    }

    void run(Runnable task) {
        after(Duration.ZERO, task);
    }

    void after(Duration delay, Runnable task) {
        try {
            var _ = thread.schedule(() -> guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closed in the meantime: what is not done yet is on disk.
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            onError.accept(e);
        }
    }

    /** Runs the task on the loop and waits for what it answers. */
    <T> T call(Callable<T> task) {
        try {
            return thread.submit(task).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException problem) throw problem;
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            // The files are closed next: nobody may be writing them.
            if (!thread.awaitTermination(5, TimeUnit.SECONDS))
                onError.accept(new IllegalStateException("the client's thread does not end"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

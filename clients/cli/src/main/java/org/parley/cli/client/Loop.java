package org.parley.cli.client;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that owns a client's state: everything that happens is a task on it, so that
 * nothing else needs a lock. After {@link #close} tasks are dropped.
 */
final class Loop implements AutoCloseable {

    private final ScheduledThreadPoolExecutor thread;
    private volatile @Nullable Thread worker;
    private final Consumer<Throwable> onError;

    Loop(String name, Consumer<Throwable> onError) {
        this.thread = new ScheduledThreadPoolExecutor(1, task -> started(name, task));
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.onError = onError;
    }

    private Thread started(String name, Runnable task) {
        Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(task);
        worker = thread;
        return thread;
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

    /** Runs the task on the loop, where it may be already, and waits for what it answers. */
    <T> T call(Callable<T> task) {
        try {
            if (Thread.currentThread() == worker) return task.call();
            return thread.submit(task).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException problem) throw problem;
            throw new IllegalStateException(e.getCause());
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        // Never interrupted: that would close the files under the task that writes them.
        thread.shutdown();
        try {
            // The files are closed next: nobody may be writing them.
            if (!thread.awaitTermination(5, TimeUnit.SECONDS))
                onError.accept(new IllegalStateException("the client's thread does not end"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

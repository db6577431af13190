package org.parley.broker.sessions;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the broker could not keep is done again, a moment later, until it can. */
final class Retries {

    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final ScheduledExecutorService executor;

    Retries(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    /** Both run when it is known how the change ended. */
    CompletableFuture<Void> watch(
            CompletableFuture<Void> change, Runnable done, String otherwise, Runnable again) {
        return change.whenComplete((nothing, failure) -> {
            if (failure == null) done.run();
            else later(otherwise, failure, again);
        });
    }

    private void later(String what, Throwable failure, Runnable task) {
        if (executor.isShutdown()) return;
        LOG.error("{}, tries again", what, failure);
        var unused = executor.schedule(task, AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }
}

package org.parley.push.start;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What this process waits for at the moment, and why; and the place where it waits. */
@ApplicationScoped
public class Waiting {

    private final Map<String, String> reasons = new ConcurrentSkipListMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);

    void because(String subject, String reason) {
        reasons.put(subject, reason);
    }

    void over(String subject) {
        reasons.remove(subject);
    }

    Map<String, String> reasons() {
        return Map.copyOf(reasons);
    }

    public boolean isStopping() {
        return stop.getCount() == 0;
    }

    /** Pauses, but no longer than the process lives. */
    public void pause(Duration duration) throws InterruptedException {
        if (stop.await(duration.toNanos(), TimeUnit.NANOSECONDS)) throw new StoppingException();
    }

    // First of all, so that whatever waits lets go before the connectors close.
    void onStop(@Observes @Priority(1) ShutdownEvent event) {
        stop.countDown();
    }
}

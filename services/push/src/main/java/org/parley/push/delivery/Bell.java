package org.parley.push.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Rings when there may be something to send, so that nobody waits for the next look. */
@ApplicationScoped
public class Bell {

    private final Semaphore rung = new Semaphore(0);

    public void ring() {
        if (rung.availablePermits() == 0) rung.release();
    }

    void await(Duration most) {
        try {
            if (rung.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) rung.drainPermits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

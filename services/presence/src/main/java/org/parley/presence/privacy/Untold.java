package org.parley.presence.privacy;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.parley.presence.PresenceConfig;
import org.parley.presence.start.Migration;
import org.parley.presence.start.Patience;
import org.parley.presence.start.StoppingException;
import org.parley.presence.start.Topics;
import org.parley.presence.start.Waiting;

/** Tells the log, at the start and from then on, what whoever died or failed left untold. */
@ApplicationScoped
class Untold {

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int SOME = 500;

    private final Visibilities visibilities;
    private final Contacts contacts;
    private final Migration migration;
    private final Topics topics;
    private final Waiting waiting;
    private final Patience patience;

    Untold(
            Visibilities visibilities,
            Contacts contacts,
            Migration migration,
            Topics topics,
            Waiting waiting,
            PresenceConfig config) {
        this.visibilities = visibilities;
        this.contacts = contacts;
        this.migration = migration;
        this.topics = topics;
        this.waiting = waiting;
        this.patience =
                new Patience(
                        waiting,
                        "tell who may see whom",
                        config.firstPause(),
                        config.longestPause());
    }

    void onStart(@Observes StartupEvent event) {
        Thread.ofVirtual().name("untold").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                patience.untilDone(this::tell);
                waiting.pause(EVERY);
            }
        } catch (StoppingException _) {
            // The next start goes on.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell() throws Exception {
        migration.await();
        if (!topics.areThere()) throw new IllegalStateException("Kafka's topics are not there yet");
        int some;
        do some = visibilities.tellSome(SOME) + contacts.tellSome(SOME);
        while (some >= SOME);
    }
}

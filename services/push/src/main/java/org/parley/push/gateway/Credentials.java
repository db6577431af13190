package org.parley.push.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Which of our keys a vendor does not take any more: an operator has to do something. */
@ApplicationScoped
public class Credentials {

    /** Since when, and what the vendor says. */
    public record Trouble(Instant since, String why) {}

    private final Map<String, Trouble> troubles = new ConcurrentSkipListMap<>();
    private final Clock clock;

    Credentials(Clock clock) {
        this.clock = clock;
    }

    void refused(String vendor, String why) {
        troubles.merge(
                vendor,
                new Trouble(clock.instant(), why),
                (first, last) -> new Trouble(first.since(), last.why()));
    }

    void taken(String vendor) {
        troubles.remove(vendor);
    }

    public Map<String, Trouble> troubles() {
        return Map.copyOf(troubles);
    }
}

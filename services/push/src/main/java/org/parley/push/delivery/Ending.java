package org.parley.push.delivery;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a try ended, as the ledger has it.
 *
 * @param again when it is tried again, if it is
 */
record Ending(Job job, String event, String detail, @Nullable Instant again) {

    static final String ACCEPTED = "accepted";
    static final String CLEARED = "cleared";
    static final String RETRIED = "retried";
    static final String REFUSED = "refused";
    static final String EXPIRED = "expired";
    static final String DEAD = "dead-target";

    static final List<String> ALL = List.of(ACCEPTED, CLEARED, RETRIED, REFUSED, EXPIRED, DEAD);

    boolean is(String other) {
        return event.equals(other);
    }
}

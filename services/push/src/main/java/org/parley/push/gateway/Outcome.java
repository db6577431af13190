package org.parley.push.gateway;

import java.time.Duration;
import java.util.Optional;

/** What a vendor made of it. */
public sealed interface Outcome {

    /** For the ledger: what the vendor said, without anything of ours. */
    String why();

    /** It is the vendor's now. */
    record Accepted(String why) implements Outcome {}

    /**
     * Not now.
     *
     * @param after what the vendor asked for
     * @param vendorFails whether it says something of the vendor rather than of this one request
     */
    record Later(Optional<Duration> after, boolean vendorFails, String why) implements Outcome {}

    /** Never this one. */
    record Refused(String why) implements Outcome {}

    /** Nothing to this target any more. */
    record Dead(String why) implements Outcome {}
}

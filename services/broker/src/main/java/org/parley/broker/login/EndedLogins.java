package org.parley.broker.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Logins that the issuer told us have ended. Their access tokens are still genuine until they
 * expire, so without this list a logged-out device could simply connect again. Kept in memory for
 * as long as an access token may live.
 */
public final class EndedLogins {

    /** Longer than any sensible access token lives. */
    static final Duration KEPT = Duration.ofHours(24);

    private final Map<String, Instant> sessions = new ConcurrentHashMap<>();
    private final Map<String, Instant> subjects = new ConcurrentHashMap<>();
    private final Clock clock;

    public EndedLogins(Clock clock) {
        this.clock = clock;
    }

    public void endSession(String session) {
        sessions.put(session, clock.instant());
    }

    /** Ends all logins of a user that have begun by now. */
    public void endSubject(String subject) {
        subjects.put(subject, clock.instant());
    }

    boolean contains(Login login) {
        if (login.session().isPresent() && sessions.containsKey(login.session().get())) return true;
        Instant ended = subjects.get(login.subject());
        return ended != null && !login.issuedAt().isAfter(ended);
    }

    /** To be called now and then. */
    public void forgetOld() {
        Instant limit = clock.instant().minus(KEPT);
        sessions.values().removeIf(limit::isAfter);
        subjects.values().removeIf(limit::isAfter);
    }
}

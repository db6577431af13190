package org.parley.cli.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keeps a user's access token and replaces it in time. Thread-safe. */
public final class Tokens {

    /** Long enough for a request to arrive before the token is too old. */
    private static final Duration LEAST = Duration.ofSeconds(30);

    private final Grant grant;
    private final Clock clock;
    private @Nullable AccessToken current;

    public Tokens(Grant grant, Clock clock) {
        this.grant = grant;
        this.clock = clock;
    }

    /** A token that is good for a while yet. */
    public synchronized AccessToken current() {
        AccessToken token = current;
        Instant needed = clock.instant().plus(LEAST);
        return token != null && token.expiresAt().isAfter(needed) ? token : renewed();
    }

    /** A new token, whatever the old one says: to connect for as long as possible. */
    public synchronized AccessToken renewed() {
        AccessToken token = grant.fetch();
        current = token;
        return token;
    }

    /** A server refused it: the next one must be another. */
    public synchronized void refused(AccessToken token) {
        if (token.equals(current)) current = null;
        grant.discard(token);
    }
}

package org.parley.bridge;

import io.quarkus.oidc.client.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The access token with which the bridge logs in to the broker. */
record ServiceToken(String value, Optional<Instant> expiresAt) {

    static ServiceToken of(Tokens tokens) {
        @Nullable Long expiry = tokens.getAccessTokenExpiresAt();
        return new ServiceToken(
                tokens.getAccessToken(), Optional.ofNullable(expiry).map(Instant::ofEpochSecond));
    }

    /**
     * When to ask for the next one: the margin before the end, or after two thirds of a short life.
     */
    Optional<Duration> renewAfter(Instant now, Duration margin) {
        return expiresAt.map(end -> renewAfter(Duration.between(now, end), margin));
    }

    private static Duration renewAfter(Duration life, Duration margin) {
        if (life.isNegative()) return Duration.ZERO;
        Duration after = life.minus(margin);
        return after.isPositive() ? after : life.multipliedBy(2).dividedBy(3);
    }

    @Override
    public String toString() {
        return "ServiceToken[expiresAt=" + expiresAt + "]";
    }
}

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
     * When to ask for the next one: the margin before the end, or after two thirds where the whole
     * life is shorter than three margins.
     */
    Optional<Duration> renewAfter(Instant now, Duration margin) {
        return expiresAt.map(end -> {
            Duration life = Duration.between(now, end);
            Duration third = life.dividedBy(3);
            Duration spare = third.compareTo(margin) < 0 ? third : margin;
            Duration after = life.minus(spare);
            return after.isNegative() ? Duration.ZERO : after;
        });
    }

    @Override
    public String toString() {
        return "ServiceToken[expiresAt=" + expiresAt + "]";
    }
}

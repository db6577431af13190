package org.parley.presence.broker;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The service's own token: a new one in good time, the old one for as long as Keycloak is away. */
@ApplicationScoped
class ServiceLogin {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final OidcClient client;
    private final Clock clock;
    private @Nullable String token;
    private Instant end = Instant.MIN;

    ServiceLogin(OidcClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Throws where there is none that is still good. */
    synchronized String token() {
        String known = token;
        if (known != null && clock.instant().isBefore(end.minus(MARGIN))) return known;
        try {
            Tokens fresh = client.getTokens().await().atMost(PATIENCE);
            token = fresh.getAccessToken();
            end =
                    Instant.ofEpochSecond(
                            Objects.requireNonNullElse(fresh.getAccessTokenExpiresAt(), 0L));
            return fresh.getAccessToken();
        } catch (RuntimeException e) {
            if (known != null && clock.instant().isBefore(end)) return known;
            throw e;
        }
    }

    /** The broker does not take it any more. */
    synchronized void forget() {
        token = null;
    }
}

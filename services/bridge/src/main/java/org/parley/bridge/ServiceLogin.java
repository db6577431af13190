package org.parley.bridge;

import io.quarkus.oidc.client.OidcClient;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gets tokens for the bridge itself, with client credentials; a new one at each call. */
@Singleton
class ServiceLogin {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final OidcClient client;
    private final String issuer;

    @Inject
    ServiceLogin(
            OidcClient client,
            @ConfigProperty(name = "quarkus.oidc-client.auth-server-url") String issuer) {
        this.client = client;
        this.issuer = issuer;
    }

    Uni<ServiceToken> token() {
        return Uni.createFrom()
                .deferred(client::getTokens)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(ServiceToken::of);
    }

    String issuer() {
        return issuer;
    }
}

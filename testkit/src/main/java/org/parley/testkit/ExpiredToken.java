package org.parley.testkit;

import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A token that the realm itself signed, for our audience, and whose time is over. */
public final class ExpiredToken {

    private ExpiredToken() {}

    public static String of(Stack stack) {
        String client = "short-" + UUID.randomUUID();
        stack.realm().adminPost("/clients", aClientWithTokensOfASecond(client));
        String token = stack.realm().serviceToken(client, client);
        Instant end = Instant.now().plusSeconds(2);
        await().until(() -> Instant.now().isAfter(end));
        return token;
    }

    private static Map<String, Object> aClientWithTokensOfASecond(String client) {
        return Map.of(
                "clientId",
                client,
                "secret",
                client,
                "serviceAccountsEnabled",
                true,
                "attributes",
                Map.of("access.token.lifespan", "1"),
                "protocolMappers",
                List.of(
                        Map.of(
                                "name", "audience",
                                "protocol", "openid-connect",
                                "protocolMapper", "oidc-audience-mapper",
                                "config",
                                        Map.of(
                                                "included.custom.audience", "parley",
                                                "access.token.claim", "true"))));
    }
}

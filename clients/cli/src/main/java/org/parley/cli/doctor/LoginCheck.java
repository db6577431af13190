package org.parley.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.parley.cli.json.Json;
import org.parley.cli.login.AccessToken;

/** Whether broker and services can accept what the issuer gives out. */
final class LoginCheck {

    private static final String AUDIENCE = "parley";

    /** Beyond this, tokens are taken for expired or not yet valid. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private LoginCheck() {}

    /** What is wrong with a token that was issued just now. */
    static Optional<Finding> check(AccessToken token, URI issuer, Clock clock) {
        Optional<ObjectNode> claims = claims(token);
        if (claims.isEmpty()) return wrong("the token is no JWT", "Use a realm like keycloak/'s.");
        JsonNode c = claims.get();
        if (!c.path("iss").asText().equals(issuer.toString()))
            return wrong(
                    "the token's issuer is " + c.path("iss").asText() + ", not " + issuer,
                    "Use one address of Keycloak everywhere: KC_HOSTNAME, and PARLEY_ISSUER.");
        if (!hasAudience(c.path("aud")))
            return wrong(
                    "the token's audience is " + c.path("aud") + "; it must hold " + AUDIENCE,
                    "Give the client the audience mapper of keycloak/parley-realm.json.");
        Duration ahead = Duration.between(clock.instant(), issuedAt(c));
        return ahead.abs().compareTo(SKEW) > 0
                ? wrong(
                        "Keycloak's clock is " + ahead.toSeconds() + " s ahead of this machine's",
                        "Set the clocks, with NTP for example.")
                : Optional.empty();
    }

    private static Optional<Finding> wrong(String text, String advice) {
        return Optional.of(Finding.failed("login", text, advice));
    }

    private static Optional<ObjectNode> claims(AccessToken token) {
        String[] parts = token.value().split("\\.", -1);
        if (parts.length != 3) return Optional.empty();
        return Json.parseObject(
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
    }

    private static boolean hasAudience(JsonNode audience) {
        if (audience.isTextual()) return audience.asText().equals(AUDIENCE);
        for (JsonNode one : audience) if (one.asText().equals(AUDIENCE)) return true;
        return false;
    }

    private static Instant issuedAt(JsonNode claims) {
        return Instant.ofEpochSecond(claims.path("iat").asLong());
    }
}

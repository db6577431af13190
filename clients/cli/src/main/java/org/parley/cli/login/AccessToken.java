package org.parley.cli.login;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.parley.cli.json.Json;

/** A token as an issuer gave it. */
public record AccessToken(String value, Instant expiresAt) {

    /** The user it was given to; empty for a token that is no JWT. */
    public Optional<String> user() {
        String[] parts = value.split("\\.", -1);
        if (parts.length != 3) return Optional.empty();
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        return Json.parseObject(claims).flatMap(c -> Json.text(c, "preferred_username"));
    }

    /** Without the token: it must reach no log. */
    @Override
    public String toString() {
        return "AccessToken[expiresAt=" + expiresAt + "]";
    }
}

package org.parley.push.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.push.PushConfig;
import org.parley.push.crypto.P256;
import org.parley.push.crypto.SignedToken;

/** How push services know that it is us (RFC 8292). */
@ApplicationScoped
public class VapidKey {

    private static final Duration LIFE = Duration.ofHours(12);
    private static final int MOST_TOKENS = 1_000;
    private static final String HEADER = "{\"typ\":\"JWT\",\"alg\":\"ES256\"}";

    private final @Nullable ECPrivateKey key;
    private final String publicKey;
    private final String subject;
    private final ObjectMapper mapper;
    private final Clock clock;

    /** One per server: signing costs more than all else. */
    private final Map<String, Token> tokens =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Token> eldest) {
                    return size() > MOST_TOKENS;
                }
            };

    private record Token(String value, Instant renewAt) {}

    VapidKey(PushConfig config, ObjectMapper mapper, Clock clock) {
        this.key = config.vapid().key().map(VapidKey::read).orElse(null);
        this.publicKey =
                key == null
                        ? ""
                        : Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(P256.bytes(P256.publicOf(key)));
        this.subject = config.vapid().subject();
        this.mapper = mapper;
        this.clock = clock;
    }

    private static ECPrivateKey read(String text) {
        try {
            return P256.privateKey(Base64.getUrlDecoder().decode(text.strip()));
        } catch (IllegalArgumentException e) {
            // Without the cause: it may quote the key.
            throw new IllegalArgumentException(
                    "parley.push.vapid.key is not a private key of P-256: 32 bytes as base64url");
        }
    }

    public boolean isThere() {
        return key != null;
    }

    /** What browsers subscribe with; absent where Web Push is not offered. */
    public Optional<String> publicKey() {
        return key == null ? Optional.empty() : Optional.of(publicKey);
    }

    /** The Authorization header for an endpoint. */
    String authorization(URI endpoint) {
        return "vapid t=" + token(origin(endpoint)) + ", k=" + publicKey;
    }

    private static String origin(URI endpoint) {
        String host = endpoint.getHost().toLowerCase(Locale.ROOT);
        boolean usual = endpoint.getPort() < 0 || endpoint.getPort() == 443;
        return "https://" + host + (usual ? "" : ":" + endpoint.getPort());
    }

    private synchronized String token(String audience) {
        Instant now = clock.instant();
        Token known = tokens.get(audience);
        if (known != null && known.renewAt().isAfter(now)) return known.value();
        String claims =
                new Payload(mapper)
                        .write(
                                Map.of(
                                        "aud",
                                        audience,
                                        "exp",
                                        now.plus(LIFE).getEpochSecond(),
                                        "sub",
                                        subject));
        String signed = SignedToken.of(HEADER, claims, java.util.Objects.requireNonNull(key));
        tokens.put(audience, new Token(signed, now.plus(LIFE.dividedBy(2))));
        return signed;
    }

    /** A server said that it does not know the token: the next one is new. */
    synchronized void forget(URI endpoint) {
        tokens.remove(origin(endpoint));
    }
}

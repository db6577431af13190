package org.parley.push.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.push.PushConfig;
import org.parley.push.crypto.PemKey;
import org.parley.push.crypto.SignedToken;

/**
 * The key that Apple gave us. Its tokens are good for an hour, and Apple minds when they change
 * more often than every twenty minutes.
 */
final class ApnsKey {

    private static final Duration LIFE = Duration.ofMinutes(45);
    private static final Duration AT_LEAST = Duration.ofMinutes(20);

    private final PrivateKey key;
    private final String keyId;
    private final String team;
    private final ObjectMapper mapper;
    private final Clock clock;
    private @Nullable String token;
    private Instant madeAt = Instant.MIN;

    private ApnsKey(PrivateKey key, String keyId, String team, ObjectMapper mapper, Clock clock) {
        this.key = key;
        this.keyId = keyId;
        this.team = team;
        this.mapper = mapper;
        this.clock = clock;
    }

    static ApnsKey read(Path file, PushConfig.Apns config, ObjectMapper mapper, Clock clock) {
        if (config.topic().isEmpty())
            throw new IllegalStateException("parley.push.apns.topic is missing");
        try {
            return new ApnsKey(
                    PemKey.read(Files.readString(file), "EC"),
                    config.keyId()
                            .orElseThrow(() ->
                                    new IllegalStateException(
                                            "parley.push.apns.key-id is missing")),
                    config.team()
                            .orElseThrow(() ->
                                    new IllegalStateException("parley.push.apns.team is missing")),
                    mapper,
                    clock);
        } catch (IOException | IllegalArgumentException e) {
            // Without the cause: it may quote the key.
            throw new IllegalStateException(
                    "parley.push.apns.key: " + file + " is not a .p8 file of Apple's");
        }
    }

    synchronized String token() {
        Instant now = clock.instant();
        String known = token;
        if (known != null && madeAt.plus(LIFE).isAfter(now)) return known;
        Payload json = new Payload(mapper);
        String made =
                SignedToken.of(
                        json.write(Map.of("alg", "ES256", "kid", keyId)),
                        json.write(Map.of("iss", team, "iat", now.getEpochSecond())),
                        key);
        token = made;
        madeAt = now;
        return made;
    }

    /** Apple does not take it; a new one is not made more often than Apple allows. */
    synchronized void forget(String refused) {
        if (refused.equals(token) && madeAt.plus(AT_LEAST).isBefore(clock.instant())) token = null;
    }
}

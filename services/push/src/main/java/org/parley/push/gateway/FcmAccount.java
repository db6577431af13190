package org.parley.push.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.parley.push.crypto.PemKey;
import org.parley.push.crypto.SignedToken;
import org.parley.push.egress.Outside;

/** A Google service account: signs for access tokens, and keeps one while it is good. */
final class FcmAccount {

    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final Duration ASKED_LIFE = Duration.ofHours(1);

    private final String project;
    private final String email;
    private final String keyId;
    private final URI tokenUri;
    private final PrivateKey key;
    private final Outside outside;
    private final ObjectMapper mapper;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable String token;
    private Instant renewAt = Instant.MIN;

    private FcmAccount(JsonNode json, Outside outside, ObjectMapper mapper, Clock clock) {
        this.project = required(json, "project_id");
        this.email = required(json, "client_email");
        this.keyId = json.path("private_key_id").asText();
        this.tokenUri = URI.create(required(json, "token_uri"));
        this.key = PemKey.read(required(json, "private_key"), "RSA");
        this.outside = outside;
        this.mapper = mapper;
        this.clock = clock;
    }

    static FcmAccount read(Path file, Outside outside, ObjectMapper mapper, Clock clock) {
        try {
            return new FcmAccount(mapper.readTree(Files.readString(file)), outside, mapper, clock);
        } catch (IOException | IllegalArgumentException e) {
            // Without the cause: it may quote the key.
            throw new IllegalStateException(
                    "parley.push.fcm.account: "
                            + file
                            + " is not the JSON file of a service account");
        }
    }

    private static String required(JsonNode json, String name) {
        String text = json.path(name).asText();
        if (text.isEmpty()) throw new IllegalArgumentException(name + " is missing");
        return text;
    }

    String project() {
        return project;
    }

    /** Whoever comes while one is being fetched waits for that one. */
    String token() throws IOException {
        lock.lock();
        try {
            if (token == null || !renewAt.isAfter(clock.instant())) fetch();
            return java.util.Objects.requireNonNull(token);
        } finally {
            lock.unlock();
        }
    }

    /** Google does not take it any more. */
    void forget(String refused) {
        lock.lock();
        try {
            if (refused.equals(token)) token = null;
        } finally {
            lock.unlock();
        }
    }

    private void fetch() throws IOException {
        String form =
                "grant_type="
                        + encode("urn:ietf:params:oauth:grant-type:jwt-bearer")
                        + "&assertion="
                        + encode(assertion());
        HttpResponse<String> answer =
                outside.toVendor(
                        HttpRequest.newBuilder(tokenUri)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form)));
        if (answer.statusCode() != 200) throw new TokenRefused(answer.statusCode());
        JsonNode json = mapper.readTree(answer.body());
        token = required(json, "access_token");
        Duration life = Duration.ofSeconds(json.path("expires_in").asLong(300));
        renewAt = clock.instant().plus(life).minusSeconds(60);
    }

    /** No access token for our account. */
    static final class TokenRefused extends IOException {
        private static final long serialVersionUID = 1;

        private final int status;

        TokenRefused(int status) {
            super("HTTP " + status + " for an access token");
            this.status = status;
        }

        /** Rather than that the issuer fails. */
        boolean isOurFault() {
            return status >= 400 && status < 500 && status != 429;
        }
    }

    private String assertion() {
        Payload json = new Payload(mapper);
        Instant now = clock.instant();
        return SignedToken.of(
                json.write(Map.of("typ", "JWT", "alg", "RS256", "kid", keyId)),
                json.write(
                        Map.of(
                                "iss",
                                email,
                                "scope",
                                SCOPE,
                                "aud",
                                tokenUri.toString(),
                                "iat",
                                now.getEpochSecond(),
                                "exp",
                                now.plus(ASKED_LIFE).getEpochSecond())),
                key);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package org.parley.push.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.push.PushConfig;
import org.parley.push.egress.Outside;

/**
 * Firebase Cloud Messaging, HTTP v1. Data messages: the app shows them, under the conversation's
 * name, so that the newest replaces the one before whatever Google does.
 */
@ApplicationScoped
class Fcm implements Gateway<Target.Fcm> {

    static final String VENDOR = "FCM";

    /** Of 4,096 bytes, with room for the name of the member. */
    private static final int MOST_BYTES = 4_000;

    private final @Nullable FcmAccount account;
    private final URI url;
    private final Outside outside;
    private final Credentials credentials;
    private final ObjectMapper mapper;
    private final Payload payload;
    private final Clock clock;

    Fcm(
            PushConfig config,
            Outside outside,
            Credentials credentials,
            ObjectMapper mapper,
            Clock clock) {
        this.account =
                config.fcm()
                        .account()
                        .map(file -> FcmAccount.read(file, outside, mapper, clock))
                        .orElse(null);
        this.url = config.fcm().url();
        this.outside = outside;
        this.credentials = credentials;
        this.mapper = mapper;
        this.payload = new Payload(mapper);
        this.clock = clock;
    }

    @Override
    public boolean isThere() {
        return account != null;
    }

    @Override
    public Outcome push(Target.Fcm target, Notification notification) throws IOException {
        FcmAccount ours = Objects.requireNonNull(account);
        String token;
        try {
            token = ours.token();
        } catch (FcmAccount.TokenRefused e) {
            if (!e.isOurFault()) throw e;
            String why = String.valueOf(e.getMessage());
            credentials.refused(VENDOR, why);
            return new Outcome.Later(Optional.empty(), false, why);
        }
        HttpResponse<String> answer =
                outside.toVendor(
                        HttpRequest.newBuilder(
                                        url.resolve(
                                                "/v1/projects/"
                                                        + ours.project()
                                                        + "/messages:send"))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                body(target, notification))));
        Outcome outcome = outcome(answer);
        if (answer.statusCode() == 401) {
            ours.forget(token);
            credentials.refused(VENDOR, outcome.why());
        } else if (outcome instanceof Outcome.Accepted) credentials.taken(VENDOR);
        return outcome;
    }

    private String body(Target.Fcm target, Notification notification) {
        Map<String, Object> android = new LinkedHashMap<>();
        android.put("priority", notification.urgent() ? "HIGH" : "NORMAL");
        long ttl = Duration.between(clock.instant(), notification.expiresAt()).toSeconds();
        android.put("ttl", Math.max(0, ttl) + "s");
        // Google keeps the newest of at most four such keys a device, and says not which.
        if (notification.own())
            android.put("collapse_key", Collapse.key(notification.conversation()));
        return payload.write(
                Map.of(
                        "message",
                        Map.of(
                                "token",
                                target.token(),
                                "data",
                                Map.of("parley", payload.of(notification, MOST_BYTES)),
                                "android",
                                android)));
    }

    private Outcome outcome(HttpResponse<String> answer) {
        int status = answer.statusCode();
        Instant now = clock.instant();
        if (status == 200) return new Outcome.Accepted("HTTP 200");
        Complaint error = error(answer.body());
        String why = "HTTP " + status + (error.code().isEmpty() ? "" : " " + error.code());
        Optional<Duration> after = RetryAfter.of(answer.headers(), now);
        boolean dead =
                error.code().equals("UNREGISTERED")
                        || error.code().equals("SENDER_ID_MISMATCH")
                        || (status == 404 && error.code().isEmpty())
                        || (error.code().equals("INVALID_ARGUMENT") && error.ofToken());
        if (dead) return new Outcome.Dead(why);
        if (status == 429) return new Outcome.Later(after, false, why);
        if (status == 401 || status == 403) return new Outcome.Later(after, false, why);
        if (status >= 500) return new Outcome.Later(after, true, why);
        return new Outcome.Refused(why);
    }

    /**
     * @param ofToken whether it blames the token rather than the rest of the message
     */
    private record Complaint(String code, boolean ofToken) {}

    private Complaint error(String body) {
        try {
            JsonNode error = mapper.readTree(body).path("error");
            String code = "";
            boolean ofToken = false;
            for (JsonNode detail : error.path("details")) {
                if (detail.has("errorCode")) code = detail.path("errorCode").asText();
                for (JsonNode field : detail.path("fieldViolations"))
                    ofToken |= field.path("field").asText().equals("message.token");
            }
            if (code.isEmpty()) code = error.path("status").asText();
            ofToken |= error.path("message").asText().contains("registration token");
            return new Complaint(code.matches("[A-Z_]{1,40}") ? code : "", ofToken);
        } catch (JsonProcessingException e) {
            return new Complaint("", false);
        }
    }
}

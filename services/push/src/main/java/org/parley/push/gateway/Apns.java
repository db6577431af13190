package org.parley.push.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.push.PushConfig;
import org.parley.push.egress.Outside;

/** Apple's service: alerts that the phone shows by itself, and silent ones that take them away. */
@ApplicationScoped
class Apns implements Gateway<Target.Apns> {

    static final String VENDOR = "APNs";

    private static final int MOST_BYTES = 4_096;

    private static final Set<String> DEAD =
            Set.of("BadDeviceToken", "Unregistered", "ExpiredToken");
    private static final Set<String> KEY_TROUBLE =
            Set.of(
                    "ExpiredProviderToken",
                    "InvalidProviderToken",
                    "MissingProviderToken",
                    "BadCertificate",
                    "BadCertificateEnvironment",
                    "Forbidden");

    private final @Nullable ApnsKey key;
    private final String topic;
    private final URI url;
    private final Outside outside;
    private final Credentials credentials;
    private final ObjectMapper mapper;
    private final Payload payload;
    private final Clock clock;

    Apns(
            PushConfig config,
            Outside outside,
            Credentials credentials,
            ObjectMapper mapper,
            Clock clock) {
        PushConfig.Apns ours = config.apns();
        this.key = ours.key().map(file -> ApnsKey.read(file, ours, mapper, clock)).orElse(null);
        this.topic = ours.topic().orElse("");
        this.url = ours.url();
        this.outside = outside;
        this.credentials = credentials;
        this.mapper = mapper;
        this.payload = new Payload(mapper);
        this.clock = clock;
    }

    @Override
    public boolean isThere() {
        return key != null;
    }

    @Override
    public Outcome push(Target.Apns target, Notification notification) throws IOException {
        ApnsKey ours = Objects.requireNonNull(key);
        String token = ours.token();
        HttpResponse<String> answer = outside.toVendor(request(target, notification, token));
        String reason = reason(answer.body());
        Outcome outcome = outcome(answer, reason);
        if (KEY_TROUBLE.contains(reason)) {
            ours.forget(token);
            credentials.refused(VENDOR, outcome.why());
        } else if (outcome instanceof Outcome.Accepted) credentials.taken(VENDOR);
        return outcome;
    }

    private HttpRequest.Builder request(
            Target.Apns target, Notification notification, String token) {
        boolean silent = notification.isClear();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url.resolve("/3/device/" + target.token()))
                        .header("authorization", "bearer " + token)
                        .header("apns-topic", topic)
                        .header("apns-push-type", silent ? "background" : "alert")
                        // 10 is not allowed for silent ones.
                        .header("apns-priority", notification.urgent() && !silent ? "10" : "5")
                        .header(
                                "apns-expiration",
                                String.valueOf(notification.expiresAt().getEpochSecond()))
                        .POST(HttpRequest.BodyPublishers.ofString(body(notification)));
        if (!silent) request.header("apns-collapse-id", Collapse.key(notification.conversation()));
        return request;
    }

    private String body(Notification notification) {
        return payload.fit(
                notification.text(),
                MOST_BYTES,
                text -> {
                    Map<String, Object> body = new LinkedHashMap<>();
                    body.put("aps", aps(notification, text));
                    // Without the text: it stands above, and there is only so much room.
                    body.put("parley", Payload.members(notification, null));
                    return body;
                });
    }

    private static Map<String, Object> aps(Notification notification, @Nullable String text) {
        Map<String, Object> aps = new LinkedHashMap<>();
        aps.put("badge", notification.badge());
        if (notification.isClear()) {
            aps.put("content-available", 1);
            return aps;
        }
        aps.put("alert", Map.of("title", title(notification), "body", words(notification, text)));
        aps.put("sound", "default");
        aps.put("thread-id", Collapse.key(notification.conversation()));
        // The app may say it in the user's language, and what it is of.
        aps.put("mutable-content", 1);
        if (notification.isCall()) aps.put("interruption-level", "time-sensitive");
        return aps;
    }

    private static String title(Notification notification) {
        if (notification.group() != null) return notification.group();
        return notification.sender() == null ? "Parley" : notification.sender();
    }

    private static String words(Notification notification, @Nullable String text) {
        String said = text == null ? (notification.isCall() ? "Calls" : "New message") : text;
        boolean inGroup = notification.group() != null && notification.sender() != null;
        return inGroup ? notification.sender() + ": " + said : said;
    }

    private Outcome outcome(HttpResponse<String> answer, String reason) {
        int status = answer.statusCode();
        if (status == 200) return new Outcome.Accepted("HTTP 200");
        String why = "HTTP " + status + (reason.isEmpty() ? "" : " " + reason);
        if (status == 410 || DEAD.contains(reason)) return new Outcome.Dead(why);
        var after = RetryAfter.of(answer.headers(), clock.instant());
        if (status == 429 || status == 403) return new Outcome.Later(after, false, why);
        if (status >= 500) return new Outcome.Later(after, true, why);
        return new Outcome.Refused(why);
    }

    private String reason(String body) {
        try {
            return Optional.of(mapper.readTree(body).path("reason").asText())
                    .filter(text -> text.matches("[A-Za-z]{1,40}"))
                    .orElse("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}

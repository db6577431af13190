package org.parley.push.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.parley.push.crypto.MessageEncryption;
import org.parley.push.crypto.P256;
import org.parley.push.egress.Destinations;
import org.parley.push.egress.Outside;
import org.parley.push.egress.RefusedAddress;

/** Web Push (RFC 8030), to a browser's push service or (UnifiedPush) to the user's own. */
@ApplicationScoped
class WebPush implements Gateway<Target.Web> {

    static final String VENDOR = "Web Push";

    /** Their refusals say something of our key; those of a server that some user named do not. */
    private static final List<String> KNOWN =
            List.of(
                    "fcm.googleapis.com",
                    ".push.services.mozilla.com",
                    ".push.apple.com",
                    ".notify.windows.com");

    private final VapidKey key;
    private final Destinations destinations;
    private final Outside outside;
    private final Credentials credentials;
    private final Payload payload;
    private final Clock clock;

    WebPush(
            VapidKey key,
            Destinations destinations,
            Outside outside,
            Credentials credentials,
            ObjectMapper mapper,
            Clock clock) {
        this.key = key;
        this.destinations = destinations;
        this.outside = outside;
        this.credentials = credentials;
        this.payload = new Payload(mapper);
        this.clock = clock;
    }

    @Override
    public boolean isThere() {
        return key.isThere();
    }

    @Override
    public Outcome push(Target.Web target, Notification notification) throws IOException {
        try {
            destinations.check(target.endpoint());
        } catch (RefusedAddress e) {
            return new Outcome.Refused(String.valueOf(e.getMessage()));
        }
        HttpResponse<String> answer = outside.toAnybody(request(target, notification));
        Outcome outcome = outcome(answer, clock.instant());
        noteCredentials(target.endpoint(), answer.statusCode(), outcome);
        return outcome;
    }

    private HttpRequest.Builder request(Target.Web target, Notification notification) {
        byte[] json =
                payload.of(notification, MessageEncryption.MOST_PLAINTEXT)
                        .getBytes(StandardCharsets.UTF_8);
        byte[] body =
                MessageEncryption.encrypt(json, P256.publicKey(target.key()), target.secret());
        long ttl =
                Math.max(
                        0, Duration.between(clock.instant(), notification.expiresAt()).toSeconds());
        return HttpRequest.newBuilder(target.endpoint())
                .header("Authorization", key.authorization(target.endpoint()))
                .header("Content-Type", "application/octet-stream")
                .header("Content-Encoding", "aes128gcm")
                .header("TTL", String.valueOf(ttl))
                .header("Urgency", notification.urgent() ? "high" : "normal")
                .header("Topic", Collapse.key(notification.conversation()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    static Outcome outcome(HttpResponse<String> answer, Instant now) {
        int status = answer.statusCode();
        String why = "HTTP " + status;
        if (status >= 200 && status < 300) return new Outcome.Accepted(why);
        if (status == 404 || status == 410) return new Outcome.Dead(why);
        Optional<Duration> after = RetryAfter.of(answer.headers(), now);
        if (status == 429 || status == 408) return new Outcome.Later(after, false, why);
        if (status == 401 || status == 403)
            return new Outcome.Later(after, false, why + ", our key is not taken");
        if (status >= 500) return new Outcome.Later(after, true, why);
        if (status >= 300 && status < 400)
            return new Outcome.Refused(why + ", redirects are not followed");
        return new Outcome.Refused(why);
    }

    private void noteCredentials(URI endpoint, int status, Outcome outcome) {
        String host = endpoint.getHost().toLowerCase(Locale.ROOT);
        boolean known = KNOWN.stream().anyMatch(host::endsWith) || destinations.isAllowed(endpoint);
        if (status == 401 || status == 403) {
            key.forget(endpoint);
            if (known) credentials.refused(VENDOR, outcome.why());
        } else if (known && outcome instanceof Outcome.Accepted) credentials.taken(VENDOR);
    }
}

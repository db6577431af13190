package org.parley.push.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import io.quarkus.oidc.client.OidcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.ClientId;
import org.parley.push.PushConfig;
import org.parley.push.egress.Outside;
import org.parley.push.start.Patience;

/** Asks the broker which devices of some users hold a live session. */
@ApplicationScoped
public class Sessions {

    /** Users that the broker may be asked about at once. */
    static final int MOST = 1_000;

    private static final Duration LOGIN = Duration.ofSeconds(5);

    private final PushConfig config;
    private final Outside outside;
    private final OidcClient login;
    private final ObjectMapper mapper;
    private final Clock clock;
    private volatile String token = "";
    private volatile Instant renewAt = Instant.MIN;
    private volatile boolean failing;

    Sessions(
            PushConfig config,
            Outside outside,
            OidcClient login,
            ObjectMapper mapper,
            Clock clock) {
        this.config = config;
        this.outside = outside;
        this.login = login;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** Those that are live; empty where it is not known. */
    public Optional<Set<ClientId>> of(Collection<String> users) {
        if (config.broker().isEmpty()) return Optional.empty();
        try {
            Set<ClientId> live = ask(users);
            if (failing) Log.info("the broker says again who is connected");
            failing = false;
            return Optional.of(live);
        } catch (IOException | RuntimeException e) {
            if (!failing)
                Log.warnf(
                        "the broker does not say who is connected, all wait for the grace reason=%s",
                        Patience.describe(e));
            failing = true;
            return Optional.empty();
        }
    }

    private Set<ClientId> ask(Collection<String> users) throws IOException {
        HttpResponse<String> answer =
                outside.toVendor(
                        HttpRequest.newBuilder(
                                        config.broker().orElseThrow().resolve("/connections"))
                                .header("Authorization", "Bearer " + token())
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                mapper.writeValueAsString(
                                                        Map.of("users", List.copyOf(users))))));
        if (answer.statusCode() != 200) {
            renewAt = Instant.MIN;
            throw new IOException("HTTP " + answer.statusCode() + " from the broker");
        }
        Set<ClientId> live = new HashSet<>();
        for (JsonNode client : mapper.readTree(answer.body()).path("live"))
            ClientId.parse(client.asText()).ifPresent(live::add);
        return live;
    }

    private String token() {
        Instant now = clock.instant();
        if (renewAt.isAfter(now)) return token;
        var tokens = login.getTokens().await().atMost(LOGIN);
        token = tokens.getAccessToken();
        @Nullable Long expiresAt = tokens.getAccessTokenExpiresAt();
        Instant end = expiresAt == null ? now : Instant.ofEpochSecond(expiresAt);
        renewAt = end.minusSeconds(20);
        return token;
    }
}

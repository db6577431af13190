package org.parley.broker.live;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.parley.broker.login.EndedLogins;
import org.parley.broker.login.IssuerTokens;
import org.parley.broker.login.LoginRule;

/**
 * OpenID Connect Back-Channel Logout 1.0: the issuer says that a login has ended, and its
 * connections end with it.
 */
public final class BackchannelLogout {

    static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    /** An older logout token is a replay. */
    static final Duration FRESH = Duration.ofMinutes(2);

    private final IssuerTokens tokens;
    private final Supplier<CompletableFuture<Boolean>> askForKeys;
    private final Set<String> clients;
    private final EndedLogins ended;
    private final Connections connections;
    private final Clock clock;
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();

    public BackchannelLogout(
            IssuerTokens tokens,
            Supplier<CompletableFuture<Boolean>> askForKeys,
            Set<String> clients,
            EndedLogins ended,
            Connections connections,
            Clock clock) {
        this.tokens = tokens;
        this.askForKeys = askForKeys;
        this.clients = clients;
        this.ended = ended;
        this.connections = connections;
        this.clock = clock;
    }

    /** What became of a logout token. */
    public sealed interface Outcome {
        record Done(int connections) implements Outcome {}

        record Refused(String rule) implements Outcome {}
    }

    /** Blocks where the token names a key that the issuer has to be asked for. */
    public Outcome accept(String token) {
        IssuerTokens.Checked checked = tokens.check(token);
        if (checked instanceof IssuerTokens.Checked.KeyUnknown) {
            askForKeys.get().join();
            checked = tokens.check(token);
        }
        return switch (checked) {
            case IssuerTokens.Checked.Refused refused -> refused(refused.rule().text());
            case IssuerTokens.Checked.KeyUnknown unknown -> refused(LoginRule.TOKEN_KEY.text());
            case IssuerTokens.Checked.Genuine genuine -> accept(genuine.claims());
        };
    }

    private Outcome accept(JWTClaimsSet claims) {
        Optional<String> broken = brokenRule(claims);
        if (broken.isPresent()) return refused(broken.get());
        if (seen.putIfAbsent(claims.getJWTID(), clock.instant()) != null)
            return refused("a logout token counts once");
        Object session = claims.getClaim("sid");
        return new Outcome.Done(
                session == null ? endAllOf(claims.getSubject()) : endOne(session.toString()));
    }

    private Optional<String> brokenRule(JWTClaimsSet claims) {
        Instant oldest = clock.instant().minus(FRESH);
        Date issued = claims.getIssueTime();
        if (Collections.disjoint(claims.getAudience(), clients))
            return Optional.of("aud is one of " + clients);
        if (!hasEvent(claims)) return Optional.of("events has " + EVENT);
        if (claims.getClaim("nonce") != null) return Optional.of("there is no nonce");
        if (issued == null || issued.toInstant().isBefore(oldest))
            return Optional.of("iat is at most " + FRESH.toSeconds() + " s old");
        if (claims.getJWTID() == null) return Optional.of("there is a jti");
        return claims.getClaim("sid") == null && claims.getSubject() == null
                ? Optional.of("there is a sid or a sub")
                : Optional.empty();
    }

    private static boolean hasEvent(JWTClaimsSet claims) {
        try {
            Map<String, Object> events = claims.getJSONObjectClaim("events");
            return events != null && events.get(EVENT) instanceof Map;
        } catch (ParseException notAnObject) {
            return false;
        }
    }

    private int endOne(String session) {
        ended.endSession(session);
        return connections.endWhere(login -> login.session().filter(session::equals).isPresent());
    }

    private int endAllOf(String subject) {
        ended.endSubject(subject);
        return connections.endWhere(login -> login.subject().equals(subject));
    }

    private static Outcome refused(String rule) {
        return new Outcome.Refused(rule);
    }

    /** To be called now and then. */
    public void forgetOld() {
        Instant limit = clock.instant().minus(FRESH.multipliedBy(2));
        seen.values().removeIf(limit::isAfter);
    }
}

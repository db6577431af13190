package org.parley.broker.live;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parley.broker.Tally;
import org.parley.broker.login.LoginRule;
import org.parley.broker.login.LoginRules;
import org.parley.broker.login.LoginRules.Decision;

/**
 * Lets only our own services ask over HTTP: the tokens of MQTT logins, checked by the same rules,
 * and of them those with the realm role {@code service}.
 */
public final class ServicesOnly {

    private static final String SCHEME = "Bearer ";
    private static final long PATIENCE_SECONDS = 5;

    private final LoginRules rules;
    private final Supplier<CompletableFuture<Boolean>> askForKeys;
    private final Tally tally;

    /**
     * Decides by these rules.
     *
     * @param askForKeys fetches the issuer's keys anew, and tells whether it was reached
     */
    public ServicesOnly(
            LoginRules rules, Supplier<CompletableFuture<Boolean>> askForKeys, Tally tally) {
        this.rules = rules;
        this.askForKeys = askForKeys;
        this.tally = tally;
    }

    /** What to answer instead; empty for a service. */
    Optional<Answer> refusal(@Nullable String authorization, String path) {
        if (authorization == null || !authorization.startsWith(SCHEME)) {
            count("a request carries an access token", path);
            return Optional.of(
                    challenge(
                            "no-token",
                            "the header Authorization: Bearer <access token> is missing"));
        }
        String token = authorization.substring(SCHEME.length());
        Decision decision = rules.decide(token);
        boolean reached = !(decision instanceof Decision.KeyUnknown) || issuerReached();
        return switch (decision instanceof Decision.KeyUnknown ? rules.decide(token) : decision) {
            case Decision.Accepted accepted ->
                    accepted.login().isService() ? Optional.empty() : Optional.of(forbidden(path));
            case Decision.Refused refused -> Optional.of(refuse(refused.rule(), path));
            case Decision.KeyUnknown unknown ->
                    Optional.of(
                            refuse(reached ? LoginRule.TOKEN_KEY : LoginRule.KEYS_UNKNOWN, path));
        };
    }

    private boolean issuerReached() {
        try {
            return askForKeys.get().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Answer refuse(LoginRule rule, String path) {
        count(rule.text(), path);
        return rule == LoginRule.KEYS_UNKNOWN
                ? Answer.problem(
                        503, "unavailable", "The broker cannot check tokens now", rule.text())
                : challenge("bad-token", rule.text());
    }

    private Answer forbidden(String path) {
        String rule = "the token has the realm role service";
        count(rule, path);
        return Answer.problem(403, "forbidden", "Not with this role", rule);
    }

    private void count(String rule, String path) {
        tally.refused(Tally.Event.REQUEST_REFUSED, rule, "-", "path=" + path);
    }

    private static Answer challenge(String name, String detail) {
        return Answer.problem(401, name, "Log in", detail).with("WWW-Authenticate", "Bearer");
    }
}

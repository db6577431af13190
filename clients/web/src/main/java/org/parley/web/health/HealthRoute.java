package org.parley.web.health;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.parley.web.Problem;

/**
 * Tells operators how the hops are, from memory. Of all that this server offers it is the only
 * thing that looks at a token, and so the only one that needs Keycloak.
 */
@ApplicationScoped
public class HealthRoute {

    private static final Logger LOG = Logger.getLogger(HealthRoute.class);

    private static final String OPERATOR = "operator";
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,18}");

    private static final Problem NO_TOKEN =
            new Problem(
                    401,
                    "no-token",
                    "Log in",
                    "the header Authorization: Bearer <access token> is missing");
    private static final Problem BAD_TOKEN =
            new Problem(
                    401,
                    "bad-token",
                    "Log in",
                    "the token is malformed, expired, or not from our issuer for the audience parley");
    private static final Problem NOT_AN_OPERATOR =
            new Problem(
                    403,
                    "forbidden",
                    "Not with this role",
                    "the token's roles do not allow /api/health; the role operator does");
    private static final Problem UNAVAILABLE =
            new Problem(
                    503,
                    "unavailable",
                    "Nobody can be recognised now",
                    "Keycloak cannot be reached to verify the token; try again in a moment");

    private final Watch watch;
    private final IdentityProviderManager identities;

    HealthRoute(Watch watch, IdentityProviderManager identities) {
        this.watch = watch;
        this.identities = identities;
    }

    public void handle(RoutingContext context) {
        // Else Quarkus answers first where nobody is recognised, and not with a problem.
        BiConsumer<RoutingContext, Throwable> leftToUs = (_, _) -> {};
        context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, leftToUs);
        QuarkusHttpUser.getSecurityIdentity(context, identities)
                .subscribe()
                .with(
                        identity -> answer(context, identity),
                        failure -> refuse(context, notRecognised(failure)));
    }

    private void answer(RoutingContext context, SecurityIdentity identity) {
        String after = context.request().getParam("after", "0");
        if (identity.isAnonymous()) refuse(context, NO_TOKEN);
        else if (!identity.hasRole(OPERATOR)) refuse(context, NOT_AN_OPERATOR);
        else if (!WHOLE_NUMBER.matcher(after).matches()) refuse(context, notATime(after));
        else
            context.response()
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Cache-Control", "no-store")
                    .end(HealthView.of(watch, Long.parseLong(after)).toBuffer());
    }

    private static Problem notRecognised(Throwable failure) {
        if (failure instanceof AuthenticationFailedException) return BAD_TOKEN;
        LOG.warnf("nobody is recognised reason=%s", failure.getMessage());
        return UNAVAILABLE;
    }

    private static Problem notATime(String after) {
        return new Problem(
                400,
                "bad-parameter",
                "A parameter breaks a rule",
                "after is \"%s\"; it is a time in milliseconds since 1970".formatted(after));
    }

    private static void refuse(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response();
        if (problem.status() == 401) response.putHeader("WWW-Authenticate", "Bearer");
        problem.answer(response);
    }
}

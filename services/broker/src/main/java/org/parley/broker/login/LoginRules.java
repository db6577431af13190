package org.parley.broker.login;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.contracts.Caller;
import org.parley.contracts.ClientId;
import org.parley.contracts.TopicAccess;

/**
 * Who may connect as whom: the client id starts with the user name, the user name is the token's,
 * and the token is genuine and meant for us. So nobody can take over another's session.
 */
public final class LoginRules {

    static final String AUDIENCE = "parley";
    static final String SERVICE_ROLE = "service";

    private final IssuerTokens tokens;
    private final TopicAccess access;
    private final EndedLogins ended;

    public LoginRules(IssuerTokens tokens, TopicAccess access, EndedLogins ended) {
        this.tokens = tokens;
        this.access = access;
        this.ended = ended;
    }

    /** What becomes of an attempt. */
    public sealed interface Decision {
        record Accepted(Login login) implements Decision {}

        record Refused(LoginRule rule, String detail) implements Decision {}

        /** To be decided again when the issuer's keys have been fetched anew. */
        record KeyUnknown() implements Decision {}
    }

    public Decision decide(Attempt attempt) {
        Optional<ClientId> client = ClientId.parse(attempt.clientId());
        if (client.isEmpty()) return refused(LoginRule.CLIENT_ID_MALFORMED, ClientId.RULE);
        if (attempt.userName().isEmpty()) return refused(LoginRule.USER_NAME_MISSING, "no name");
        String userName = attempt.userName().get();
        if (!client.get().userName().equals(userName))
            return refused(LoginRule.CLIENT_ID_OF_ANOTHER, "user name " + userName);
        if (attempt.token().isEmpty()) return refused(LoginRule.TOKEN_MISSING, "no password");
        return switch (tokens.check(attempt.token().get())) {
            case IssuerTokens.Checked.Genuine genuine ->
                    decide(attempt, client.get(), genuine.claims());
            case IssuerTokens.Checked.Refused refused -> refused(refused.rule(), refused.detail());
            case IssuerTokens.Checked.KeyUnknown unknown -> new Decision.KeyUnknown();
        };
    }

    /** Of a token that comes without a CONNECT: it alone says whose it is. */
    public Decision decide(String token) {
        return switch (tokens.check(token)) {
            case IssuerTokens.Checked.Genuine genuine -> decideRequest(token, genuine.claims());
            case IssuerTokens.Checked.Refused refused -> refused(refused.rule(), refused.detail());
            case IssuerTokens.Checked.KeyUnknown unknown -> new Decision.KeyUnknown();
        };
    }

    private Decision decideRequest(String token, JWTClaimsSet claims) {
        String name = String.valueOf(claims.getClaim("preferred_username"));
        Optional<ClientId> client = ClientId.parse(name + ":http");
        if (client.isEmpty()) return refused(LoginRule.NAME_RESERVED, name);
        Attempt attempt =
                new Attempt(
                        client.get().toString(),
                        Optional.of(name),
                        Optional.of(token),
                        Optional.empty());
        return decide(attempt, client.get(), claims);
    }

    private Decision decide(Attempt attempt, ClientId client, JWTClaimsSet claims) {
        Object type = claims.getClaim("typ");
        if (type != null && !type.equals("Bearer"))
            return refused(LoginRule.TOKEN_TYPE, "typ " + type);
        if (!claims.getAudience().contains(AUDIENCE))
            return refused(LoginRule.TOKEN_AUDIENCE, "aud " + claims.getAudience());
        if (!client.userName().equals(claims.getClaim("preferred_username")))
            return refused(LoginRule.USER_NAME_OF_ANOTHER, "user name " + client.userName());
        Optional<Caller> caller = Caller.of(client, isService(claims));
        if (caller.isEmpty()) return refused(LoginRule.NAME_RESERVED, client.userName());
        Login login = login(client, caller.get(), claims);
        if (ended.contains(login)) return refused(LoginRule.LOGGED_OUT, "sub " + login.subject());
        return attempt.will()
                .flatMap(will -> refusedWill(login, will))
                .orElseGet(() -> new Decision.Accepted(login));
    }

    private Optional<Decision> refusedWill(Login login, Attempt.Will will) {
        return access.will(login.caller(), will.topic(), will.retain())
                        instanceof TopicAccess.Decision.Refused refused
                ? Optional.of(refused(LoginRule.WILL, refused.rule()))
                : Optional.empty();
    }

    /** Of a login that was accepted and had to wait. */
    public Decision decideAgain(Login login) {
        if (ended.contains(login)) return refused(LoginRule.LOGGED_OUT, "sub " + login.subject());
        return tokens.isOver(login.expiresAt())
                ? refused(LoginRule.TOKEN_EXPIRED, "exp " + login.expiresAt())
                : new Decision.Accepted(login);
    }

    private static Login login(ClientId client, Caller caller, JWTClaimsSet claims) {
        Instant expires = claims.getExpirationTime().toInstant();
        return new Login(
                client,
                caller,
                Optional.ofNullable(claims.getSubject()).orElse(""),
                Optional.ofNullable(claims.getClaim("sid")).map(Object::toString),
                claims.getIssueTime() == null ? Instant.EPOCH : claims.getIssueTime().toInstant(),
                expires);
    }

    private static boolean isService(JWTClaimsSet claims) {
        try {
            Map<String, Object> realm = claims.getJSONObjectClaim("realm_access");
            return realm != null
                    && realm.get("roles") instanceof List<?> roles
                    && roles.contains(SERVICE_ROLE);
        } catch (ParseException notAnObject) {
            return false;
        }
    }

    private static Decision refused(LoginRule rule, String detail) {
        return new Decision.Refused(rule, detail);
    }
}

package org.parley.broker.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What holds for every token of the issuer: signature, issuer and time. Never blocks. */
public final class IssuerTokens {

    /** How far the issuer's clock may be ahead of ours. */
    static final Duration SKEW = Duration.ofSeconds(10);

    /** A longer one is none of ours; Keycloak's have one to three thousand characters. */
    static final int LONGEST = 16_384;

    /** Asymmetric only: with HMAC, whoever knows the public key could sign. */
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    private final IssuerKeys keys;
    private final String issuer;
    private final Clock clock;
    private final DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();

    public IssuerTokens(IssuerKeys keys, String issuer, Clock clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** What became of a token. */
    public sealed interface Checked {
        record Genuine(JWTClaimsSet claims) implements Checked {}

        record Refused(LoginRule rule, String detail) implements Checked {}

        /** Signed with a key that the issuer may have begun to use a moment ago. */
        record KeyUnknown() implements Checked {}
    }

    public Checked check(String compact) {
        if (compact.length() > LONGEST)
            return refused(LoginRule.TOKEN_MALFORMED, compact.length() + " characters");
        try {
            JWT token = JWTParser.parse(compact);
            if (!(token instanceof SignedJWT signed)
                    || !ALGORITHMS.contains(signed.getHeader().getAlgorithm()))
                return refused(
                        LoginRule.TOKEN_ALGORITHM, "alg " + token.getHeader().getAlgorithm());
            return checkSignature(signed);
        } catch (ParseException | IllegalArgumentException malformed) {
            return refused(LoginRule.TOKEN_MALFORMED, "not a JWT");
        }
    }

    private Checked checkSignature(SignedJWT token) throws ParseException {
        if (!keys.areKnown()) return refused(LoginRule.KEYS_UNKNOWN, keys.waitsFor());
        String keyId = token.getHeader().getKeyID();
        if (keyId == null) return refused(LoginRule.TOKEN_KEY, "no kid");
        Optional<JWK> key = keys.find(token.getHeader());
        if (key.isEmpty()) return new Checked.KeyUnknown();
        return isSignedWith(token, key.get())
                ? checkClaims(token.getJWTClaimsSet())
                : refused(LoginRule.TOKEN_SIGNATURE, "kid " + keyId);
    }

    private boolean isSignedWith(SignedJWT token, JWK key) {
        try {
            PublicKey publicKey = ((AsymmetricJWK) key).toPublicKey();
            JWSVerifier verifier = verifiers.createJWSVerifier(token.getHeader(), publicKey);
            return token.verify(verifier);
        } catch (JOSEException unsuitable) {
            return false;
        }
    }

    private Checked checkClaims(JWTClaimsSet claims) {
        Instant now = clock.instant();
        if (!issuer.equals(claims.getIssuer()))
            return refused(
                    LoginRule.TOKEN_ISSUER, "iss " + claims.getIssuer() + " is not " + issuer);
        Date expires = claims.getExpirationTime();
        if (expires == null) return refused(LoginRule.TOKEN_EXPIRED, "no exp");
        if (isOver(expires.toInstant()))
            return refused(LoginRule.TOKEN_EXPIRED, "exp " + expires.toInstant());
        if (isAhead(claims.getNotBeforeTime(), now) || isAhead(claims.getIssueTime(), now))
            return refused(LoginRule.TOKEN_TOO_EARLY, "nbf or iat after " + now);
        return new Checked.Genuine(claims);
    }

    boolean isOver(Instant expires) {
        return !clock.instant().isBefore(expires);
    }

    private static boolean isAhead(@Nullable Date time, Instant now) {
        return time != null && time.toInstant().isAfter(now.plus(SKEW));
    }

    private static Checked refused(LoginRule rule, String detail) {
        return new Checked.Refused(rule, detail);
    }
}

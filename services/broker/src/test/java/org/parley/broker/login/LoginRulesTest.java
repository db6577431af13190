package org.parley.broker.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.PlainJWT;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.broker.fixture.Claims;
import org.parley.broker.fixture.FixedClock;
import org.parley.broker.fixture.SigningKey;
import org.parley.broker.login.LoginRules.Decision;
import org.parley.contracts.AccessDirectory;
import org.parley.contracts.Caller;
import org.parley.contracts.DeviceId;
import org.parley.contracts.TopicAccess;
import org.parley.contracts.UserId;

class LoginRulesTest {

    private static final String ISSUER = "https://login.example/realms/parley";
    private static final SigningKey RSA = SigningKey.rsa("rsa");
    private static final SigningKey EC = SigningKey.ec("ec");

    @TempDir Path folder;

    private final FixedClock clock = new FixedClock();
    private final EndedLogins ended = new EndedLogins(clock);
    private IssuerKeys keys;
    private LoginRules rules;

    @BeforeEach
    void theKeysAreKnown() throws Exception {
        keys = keys();
        keys.ask().get(10, TimeUnit.SECONDS);
        rules = rules(keys);
    }

    private IssuerKeys keys() {
        JWKSet shown = new JWKSet(List.of(RSA.jwk(), EC.jwk()));
        KeyFile file = new KeyFile(folder.resolve("keys.json"), ISSUER);
        return new IssuerKeys(() -> shown, file, Duration.ofDays(1), clock::nanos);
    }

    private LoginRules rules(IssuerKeys known) {
        return new LoginRules(
                new IssuerTokens(known, ISSUER, clock),
                new TopicAccess(AccessDirectory.EMPTY),
                ended);
    }

    @AfterEach
    void close() {
        keys.close();
    }

    private Claims alice() {
        return Claims.ofPerson("alice", ISSUER, clock.instant());
    }

    private Decision decide(String clientId, String userName, String token) {
        return rules.decide(
                new Attempt(clientId, Optional.of(userName), Optional.of(token), Optional.empty()));
    }

    private Decision decide(String token) {
        return decide("alice:phone", "alice", token);
    }

    private Decision decide(Claims claims) {
        return decide(RSA.sign(claims.build()));
    }

    private static void assertRefused(Decision decision, LoginRule rule) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Refused.class, r -> assertThat(r.rule()).isEqualTo(rule));
    }

    @Test
    void aPersonLogsInAsThemselvesOnADevice() {
        assertThat(decide(alice()))
                .isInstanceOfSatisfying(
                        Decision.Accepted.class,
                        accepted -> {
                            Login login = accepted.login();
                            assertThat(login.caller())
                                    .isEqualTo(
                                            new Caller.Person(
                                                    new UserId("alice"), new DeviceId("phone")));
                            assertThat(login.subject()).isEqualTo("id-of-alice");
                            assertThat(login.session()).contains("login-of-alice");
                            assertThat(login.expiresAt())
                                    .isEqualTo(clock.instant().plusSeconds(300));
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
    void anAsymmetricAlgorithmCounts(String algorithm) {
        String token = RSA.with(JWSAlgorithm.parse(algorithm)).sign(alice().build());
        assertThat(decide(token)).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void ellipticCurvesCount() {
        assertThat(decide(EC.sign(alice().build()))).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void aServiceLogsInWithItsRole() {
        Claims bridge = Claims.ofService("parley-bridge", ISSUER, clock.instant());
        String name = "service-account-parley-bridge";
        assertThat(decide(name + ":1", name, RSA.sign(bridge.build())))
                .isInstanceOfSatisfying(
                        Decision.Accepted.class,
                        accepted -> assertThat(accepted.login().isService()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "service-account-parley-bridge, user",
        "server, user",
        "server, service",
        "Alice, user",
        "a_b, user"
    })
    void aReservedOrIllegalNameIsRefused(String name, String role) {
        Claims claims =
                Claims.ofPerson(name, ISSUER, clock.instant())
                        .with("realm_access", Map.of("roles", List.of(role)));
        assertRefused(decide(name + ":1", name, RSA.sign(claims.build())), LoginRule.NAME_RESERVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alice", "alice:", ":phone", "alice:a b", "alice:a:b"})
    void aMalformedClientIdIsRefused(String clientId) {
        assertRefused(
                decide(clientId, "alice", RSA.sign(alice().build())),
                LoginRule.CLIENT_ID_MALFORMED);
    }

    @Test
    void anothersClientIdIsRefused() {
        String token = RSA.sign(alice().build());
        assertRefused(decide("bob:phone", "alice", token), LoginRule.CLIENT_ID_OF_ANOTHER);
        assertRefused(decide("bob:phone", "bob", token), LoginRule.USER_NAME_OF_ANOTHER);
    }

    @Test
    void aNameAndATokenAreNeeded() {
        Attempt nameless =
                new Attempt("alice:1", Optional.empty(), Optional.of("x"), Optional.empty());
        Attempt tokenless =
                new Attempt("alice:1", Optional.of("alice"), Optional.empty(), Optional.empty());
        assertRefused(rules.decide(nameless), LoginRule.USER_NAME_MISSING);
        assertRefused(rules.decide(tokenless), LoginRule.TOKEN_MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rubbish", "a.b.c", "..", "eyJhbGciOiJSUzI1NiJ9.e30."})
    void rubbishIsRefused(String token) {
        assertThat(decide(token)).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void aTokenOfAMegabyteIsNotEvenRead() {
        assertRefused(decide("a".repeat(1_000_000)), LoginRule.TOKEN_MALFORMED);
    }

    @Test
    void anUnsignedTokenIsRefused() {
        assertRefused(decide(new PlainJWT(alice().build()).serialize()), LoginRule.TOKEN_ALGORITHM);
    }

    @Test
    void aTokenSignedWithThePublicKeyAsSecretIsRefused() throws JOSEException {
        RSAKey publicKey = RSA.jwk().toPublicJWK().toRSAKey();
        OctetSequenceKey secret =
                new OctetSequenceKey.Builder(publicKey.toRSAPublicKey().getEncoded())
                        .keyID("rsa")
                        .build();
        String token = new SigningKey(secret, JWSAlgorithm.HS256).sign(alice().build());
        assertRefused(decide(token), LoginRule.TOKEN_ALGORITHM);
    }

    @Test
    void aTamperedTokenIsRefused() {
        String[] parts = RSA.sign(alice().build()).split("\\.", 3);
        String forged =
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                        .replace("300", "999")
                        .replace("alice", "alic2");
        parts[1] =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(forged.getBytes(StandardCharsets.UTF_8));
        assertRefused(
                decide("alic2:1", "alic2", String.join(".", parts)), LoginRule.TOKEN_SIGNATURE);
    }

    @Test
    void aStrangersKeyUnderAKnownNameIsRefused() {
        assertRefused(
                decide(SigningKey.rsa("rsa").sign(alice().build())), LoginRule.TOKEN_SIGNATURE);
    }

    @Test
    void aKnownKeyUsedWithAnotherKindOfAlgorithmIsNotFound() {
        assertThat(decide(SigningKey.ec("rsa").sign(alice().build())))
                .isInstanceOf(Decision.KeyUnknown.class);
    }

    @Test
    void anUnknownKeyIsToBeAskedFor() {
        assertThat(decide(SigningKey.rsa("new").sign(alice().build())))
                .isInstanceOf(Decision.KeyUnknown.class);
    }

    @Test
    void withoutAnyKeysTheServerIsUnavailable() {
        try (IssuerKeys unknown = keys()) {
            Attempt attempt =
                    new Attempt(
                            "alice:phone",
                            Optional.of("alice"),
                            Optional.of(RSA.sign(alice().build())),
                            Optional.empty());
            assertRefused(rules(unknown).decide(attempt), LoginRule.KEYS_UNKNOWN);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example/realms/other",
                "https://login.example/realms/parley/",
                "http://login.example/realms/parley",
                ""
            })
    void anotherIssuerIsRefused(String issuer) {
        assertRefused(
                decide(Claims.ofPerson("alice", issuer, clock.instant())), LoginRule.TOKEN_ISSUER);
    }

    @Test
    void anotherAudienceIsRefused() {
        assertRefused(decide(alice().with("aud", "account")), LoginRule.TOKEN_AUDIENCE);
        assertRefused(decide(alice().with("aud", null)), LoginRule.TOKEN_AUDIENCE);
    }

    @Test
    void anIdTokenIsNoAccessToken() {
        assertRefused(decide(alice().with("typ", "ID")), LoginRule.TOKEN_TYPE);
    }

    @Test
    void aTokenEndsAtItsExpiry() {
        Claims claims = alice();
        clock.pass(Duration.ofSeconds(299));
        assertThat(decide(claims)).isInstanceOf(Decision.Accepted.class);
        clock.pass(Duration.ofSeconds(1));
        assertRefused(decide(claims), LoginRule.TOKEN_EXPIRED);
        assertRefused(decide(alice().with("exp", null)), LoginRule.TOKEN_EXPIRED);
    }

    @Test
    void aTokenForLaterIsRefusedButTheClocksMayDifferALittle() {
        Date soon = Date.from(clock.instant().plusSeconds(10));
        Date later = Date.from(clock.instant().plusSeconds(11));
        assertThat(decide(alice().with("nbf", soon))).isInstanceOf(Decision.Accepted.class);
        assertRefused(decide(alice().with("nbf", later)), LoginRule.TOKEN_TOO_EARLY);
        assertRefused(decide(alice().with("iat", later)), LoginRule.TOKEN_TOO_EARLY);
    }

    @Test
    void aLoggedOutLoginIsRefusedAndAnotherOfTheSameUserIsNot() {
        ended.endSession("login-of-alice");
        assertRefused(decide(alice()), LoginRule.LOGGED_OUT);
        assertThat(decide(alice().with("sid", "another"))).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void whoIsLoggedOutEverywhereMayLogInAgainLater() {
        ended.endSubject("id-of-alice");
        assertRefused(decide(alice()), LoginRule.LOGGED_OUT);
        clock.pass(Duration.ofSeconds(1));
        assertThat(decide(alice())).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void endedLoginsAreForgottenWhenTheirTokensMustHaveExpired() {
        ended.endSession("login-of-alice");
        clock.pass(EndedLogins.KEPT.plusSeconds(1));
        ended.forgetOld();
        assertThat(decide(alice())).isInstanceOf(Decision.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "presence/alice/phone, false, true",
        "presence/alice/phone, true, false",
        "presence/alice/tablet, false, false",
        "presence/bob/phone, false, false",
        "chat/bob/alice, false, false",
        "group/#, false, false"
    })
    void aWillSpeaksOfItsOwnDeviceOnly(String topic, boolean retain, boolean allowed) {
        Attempt attempt =
                new Attempt(
                        "alice:phone",
                        Optional.of("alice"),
                        Optional.of(RSA.sign(alice().build())),
                        Optional.of(new Attempt.Will(topic, retain)));
        if (allowed) assertThat(rules.decide(attempt)).isInstanceOf(Decision.Accepted.class);
        else assertRefused(rules.decide(attempt), LoginRule.WILL);
    }

    @Test
    void anAttemptShowsNobodyItsToken() {
        Attempt attempt =
                new Attempt("a:b", Optional.of("a"), Optional.of("secret"), Optional.empty());
        assertThat(attempt.toString()).doesNotContain("secret");
    }
}

package org.parley.broker.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.broker.BrokerSettings;
import org.parley.broker.Tally;
import org.parley.broker.fixture.Claims;
import org.parley.broker.fixture.FixedClock;
import org.parley.broker.fixture.SigningKey;
import org.parley.broker.live.BackchannelLogout.Outcome;
import org.parley.broker.login.EndedLogins;
import org.parley.broker.login.IssuerKeys;
import org.parley.broker.login.IssuerTokens;
import org.parley.broker.login.KeyFile;
import org.parley.broker.login.Login;
import org.parley.contracts.Caller;
import org.parley.contracts.ClientId;

class BackchannelLogoutTest {

    private static final String ISSUER = "https://login.example/realms/parley";
    private static final SigningKey KEY = SigningKey.ec("key");

    @TempDir Path folder;

    private final FixedClock clock = new FixedClock();
    private final List<String> ended = new ArrayList<>();
    private final Connections connections =
            new Connections(
                    BrokerSettings.from(Map.of("PARLEY_ISSUER", ISSUER)),
                    (clientId, reason) -> ended.add(clientId),
                    () -> CompletableFuture.completedFuture(true),
                    new Tally(),
                    clock);
    private volatile SigningKey shown = KEY;
    private IssuerKeys keys;
    private BackchannelLogout logout;

    @BeforeEach
    void alicesPhoneAndLaptopAndBobAreOnline() throws Exception {
        keys =
                new IssuerKeys(
                        () -> new JWKSet(shown.jwk()),
                        new KeyFile(folder.resolve("keys.json"), ISSUER),
                        Duration.ofDays(1),
                        clock::nanos);
        keys.ask().get(10, TimeUnit.SECONDS);
        logout =
                new BackchannelLogout(
                        new IssuerTokens(keys, ISSUER, clock),
                        keys::ask,
                        Set.of("parley-cli"),
                        new EndedLogins(clock),
                        connections,
                        clock);
        open("alice:phone", "login-of-alice");
        open("alice:laptop", "another-login");
        open("bob:phone", "login-of-bob");
    }

    private void open(String clientId, String session) {
        ClientId client = ClientId.parse(clientId).orElseThrow();
        connections.open(
                new Login(
                        client,
                        Caller.of(client, false).orElseThrow(),
                        "id-of-" + client.userName(),
                        Optional.of(session),
                        clock.instant(),
                        clock.instant().plusSeconds(300)));
    }

    @AfterEach
    void close() {
        keys.close();
    }

    private Claims token() {
        return Claims.ofLogout("alice", ISSUER, clock.instant());
    }

    private Outcome accept(Claims claims) {
        return logout.accept(KEY.sign(claims.build()));
    }

    private void assertRefused(Outcome outcome, String rule) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, r -> assertThat(r.rule()).contains(rule));
        assertThat(ended).isEmpty();
    }

    @Test
    void oneLoginEnds() {
        assertThat(accept(token())).isEqualTo(new Outcome.Done(1));
        assertThat(ended).containsExactly("alice:phone");
    }

    @Test
    void withoutALoginAllOfTheUserEnd() {
        assertThat(accept(token().with("sid", null))).isEqualTo(new Outcome.Done(2));
        assertThat(ended).containsExactlyInAnyOrder("alice:phone", "alice:laptop");
    }

    @Test
    void aLogoutTokenCountsOnce() {
        Claims once = token().with("sid", "nobodys");
        assertThat(accept(once)).isEqualTo(new Outcome.Done(0));
        assertRefused(accept(once), "once");
    }

    @Test
    void anotherClientsLogoutIsRefused() {
        assertRefused(accept(token().with("aud", "other")), "aud");
    }

    @Test
    void anAccessTokenIsNoLogoutToken() {
        Claims access = Claims.ofPerson("alice", ISSUER, clock.instant()).with("aud", "parley-cli");
        assertRefused(accept(access), "events");
    }

    @Test
    void anotherEventIsRefused() {
        assertRefused(accept(token().with("events", Map.of("urn:other", Map.of()))), "events");
        assertRefused(accept(token().with("events", "logout")), "events");
    }

    @Test
    void anIdTokenWithANonceIsRefused() {
        assertRefused(accept(token().with("nonce", "n")), "nonce");
    }

    @Test
    void anOldLogoutTokenIsRefused() {
        Date old = Date.from(clock.instant().minusSeconds(121));
        assertRefused(accept(token().with("iat", old)), "iat");
        assertRefused(accept(token().with("iat", null)), "iat");
    }

    @Test
    void aLogoutTokenNamesItselfAndWhomItMeans() {
        assertRefused(accept(token().with("jti", null)), "jti");
        assertRefused(accept(token().with("sid", null).with("sub", null)), "sid or a sub");
    }

    @Test
    void aKeyThatTheIssuerHasJustBegunToUseCounts() {
        shown = SigningKey.ec("fresh");
        assertThat(logout.accept(shown.sign(token().build()))).isEqualTo(new Outcome.Done(1));
    }

    @Test
    void aForgedLogoutTokenIsRefused() {
        String forged = SigningKey.ec("key").sign(token().build());
        assertRefused(logout.accept(forged), "signature");
        assertRefused(
                accept(Claims.ofLogout("alice", "https://other.example", clock.instant())),
                "issuer");
    }
}

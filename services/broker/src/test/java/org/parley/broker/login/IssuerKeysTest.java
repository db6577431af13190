package org.parley.broker.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.broker.fixture.FixedClock;
import org.parley.broker.fixture.SigningKey;

class IssuerKeysTest {

    private static final String ISSUER = "https://login.example/realms/parley";
    private static final SigningKey FIRST = SigningKey.ec("first");
    private static final SigningKey SECOND = SigningKey.ec("second");

    @TempDir Path folder;

    private final FixedClock clock = new FixedClock();
    private volatile JWKSet shown = new JWKSet(FIRST.jwk());
    private volatile boolean away;
    private volatile int fetches;
    private IssuerKeys keys;

    @BeforeEach
    void nothingIsKnownYet() {
        keys = keys(ISSUER);
    }

    private IssuerKeys keys(String issuer) {
        KeyFile file = new KeyFile(folder.resolve("deep/keys.json"), issuer);
        return new IssuerKeys(this::fetch, file, Duration.ofDays(1), clock::nanos);
    }

    private synchronized JWKSet fetch() throws IOException {
        fetches++;
        if (away) throw new IOException("away");
        return shown;
    }

    @AfterEach
    void close() {
        keys.close();
    }

    private boolean ask() throws Exception {
        return keys.ask().get(10, TimeUnit.SECONDS);
    }

    private boolean knows(SigningKey key) {
        JWSHeader header =
                new JWSHeader.Builder(key.algorithm()).keyID(key.jwk().getKeyID()).build();
        return keys.find(header).isPresent();
    }

    @Test
    void itKnowsWhatTheIssuerShows() throws Exception {
        assertThat(keys.areKnown()).isFalse();
        assertThat(ask()).isTrue();
        assertThat(knows(FIRST)).isTrue();
        assertThat(knows(SECOND)).isFalse();
    }

    @Test
    void aNewKeyReplacesTheOldOne() throws Exception {
        ask();
        shown = new JWKSet(SECOND.jwk());
        ask();
        assertThat(knows(SECOND)).isTrue();
        assertThat(knows(FIRST)).isFalse();
    }

    @Test
    void theIssuerIsAskedThreeTimesAtOnceAndThenEveryTenSeconds() throws Exception {
        for (int i = 0; i < 20; i++) ask();
        assertThat(fetches).isEqualTo(3);
        clock.pass(Duration.ofSeconds(10));
        for (int i = 0; i < 20; i++) ask();
        assertThat(fetches).isEqualTo(4);
    }

    @Test
    void anOutageKeepsTheKeys() throws Exception {
        ask();
        away = true;
        assertThat(ask()).isFalse();
        assertThat(knows(FIRST)).isTrue();
    }

    @Test
    void theLastGoodKeysSurviveARestartWhileTheIssuerIsAway() throws Exception {
        ask();
        keys.close();
        away = true;
        keys = keys(ISSUER);
        keys.start();
        assertThat(knows(FIRST)).isTrue();
    }

    @Test
    void theKeysOfAnotherIssuerDoNotCount() throws Exception {
        ask();
        keys.close();
        away = true;
        keys = keys("https://login.example/realms/other");
        keys.start();
        assertThat(keys.areKnown()).isFalse();
    }

    @Test
    void aDamagedKeyFileIsAsNone() throws Exception {
        ask();
        keys.close();
        away = true;
        Files.writeString(folder.resolve("deep/keys.json"), "{\"keys\":");
        keys = keys(ISSUER);
        keys.start();
        assertThat(keys.areKnown()).isFalse();
    }

    @Test
    void onlyPublicKeysAreKeptOnDisk() throws Exception {
        ask();
        assertThat(Files.readString(folder.resolve("deep/keys.json"))).doesNotContain("\"d\"");
    }

    @Test
    void aSharedSecretAmongTheKeysIsNotUsed() throws Exception {
        OctetSequenceKey secret =
                new OctetSequenceKey.Builder(new byte[32]).keyID("secret").build();
        shown = new JWKSet(List.of(FIRST.jwk(), secret));
        ask();
        assertThat(knows(new SigningKey(secret, JWSAlgorithm.HS256))).isFalse();
        assertThat(knows(FIRST)).isTrue();
    }

    @Test
    void anIssuerWithoutKeysCountsAsAway() throws Exception {
        shown = new JWKSet();
        assertThat(ask()).isFalse();
        assertThat(keys.areKnown()).isFalse();
    }
}

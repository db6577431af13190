package org.parley.cli.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.cli.Samples.NOW;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;
import org.parley.cli.json.Json;

class DeviceLoginTest {

    private final LoopbackIssuer issuer = new LoopbackIssuer();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<DeviceLogin.Invitation> invitations = new ArrayList<>();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir Path folder;
    private DeviceLogin login;

    DeviceLoginTest() throws IOException {
        login = new DeviceLogin(issuer.issuer(clock), Path.of("."), clock, pauses::add);
    }

    @BeforeEach
    void aLogin() {
        login = new DeviceLogin(issuer.issuer(clock), folder, clock, pauses::add);
        ObjectNode device = Json.object().put("device_code", "dc").put("user_code", "ABCD-EFGH");
        issuer.says(200, device.put("verification_uri", "http://there").put("interval", 5));
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void invitesWaitsForConsentAndKeepsTheLoginForItsOwnerOnly() throws IOException {
        issuer.denies("authorization_pending").grants("alice", "r1");
        assertThat(login.run(invitations::add)).isEqualTo("alice");
        assertThat(invitations)
                .containsExactly(new DeviceLogin.Invitation("http://there", "", "ABCD-EFGH"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("login.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void asksLessOftenWhenToldToSlowDown() {
        issuer.denies("authorization_pending").denies("slow_down").grants("alice", "r1");
        login.run(invitations::add);
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(5L, 5L, 10L);
    }

    @Test
    void aRefusalEndsTheWaiting() {
        issuer.denies("access_denied");
        assertThatThrownBy(() -> login.run(invitations::add))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.LOGIN));
    }

    @Test
    void theVerifierProvesTheChallenge() throws Exception {
        issuer.grants("alice", "r1");
        login.run(invitations::add);
        String verifier = issuer.asked().get(1).get("code_verifier");
        byte[] hash =
                MessageDigest.getInstance("SHA-256")
                        .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII));
        assertThat(issuer.asked().getFirst())
                .containsEntry("code_challenge_method", "S256")
                .containsEntry(
                        "code_challenge",
                        Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    }

    @Test
    void anOldTokenIsRefreshedAndTheNewRefreshTokenKept() {
        issuer.grants("alice", "r1").grants("alice", "r2").grants("alice", "r3");
        login.run(invitations::add);
        fetchAt(NOW.plusSeconds(290));
        fetchAt(NOW.plusSeconds(900));
        assertThat(issuer.asked().subList(2, 4))
                .extracting(form -> form.get("refresh_token"))
                .containsExactly("r1", "r2");
    }

    @Test
    void aGoodTokenIsNotRefreshedUnlessAServerRefusedIt() {
        issuer.grants("alice", "r1").grants("alice", "r2");
        login.run(invitations::add);
        AccessToken token = fetchAt(NOW.plusSeconds(60));
        assertThat(issuer.asked()).hasSize(2);
        grantAt(NOW.plusSeconds(60)).discard(token);
        fetchAt(NOW.plusSeconds(60));
        assertThat(issuer.asked()).hasSize(3);
    }

    @Test
    void logoutRevokesAndForgets() {
        issuer.grants("alice", "r1").says(200, Json.object());
        login.run(invitations::add);
        assertThat(login.logout()).contains("alice");
        assertThat(issuer.asked().getLast()).containsEntry("token", "r1");
        assertThat(folder.resolve("login.json")).doesNotExist();
        assertThat(login.logout()).isEmpty();
    }

    private RefreshGrant grantAt(Instant time) {
        Clock later = Clock.fixed(time, ZoneOffset.UTC);
        return new RefreshGrant(issuer.issuer(later), folder, later);
    }

    private AccessToken fetchAt(Instant time) {
        return grantAt(time).fetch();
    }
}

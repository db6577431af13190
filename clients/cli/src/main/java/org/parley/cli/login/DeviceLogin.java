package org.parley.cli.login;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;
import org.parley.cli.json.Json;

/**
 * Logs in with a browser on any machine: the OAuth 2.0 Device Authorization Grant (RFC 8628) with
 * PKCE.
 */
public final class DeviceLogin {

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    /** Where the person goes, and what they type there. */
    public record Invitation(String address, String completeAddress, String code) {}

    /** How long to wait between two questions; a test waits otherwise. */
    @FunctionalInterface
    public interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }

    private final Issuer issuer;
    private final Path folder;
    private final Clock clock;
    private final Pause pause;

    public DeviceLogin(Issuer issuer, Path folder, Clock clock, Pause pause) {
        this.issuer = issuer;
        this.folder = folder;
        this.clock = clock;
        this.pause = pause;
    }

    /** Invites, waits for the person, saves the login; answers with the user's name. */
    public String run(Consumer<Invitation> invite) {
        String verifier = random();
        ObjectNode device = authorize(verifier);
        invite.accept(
                new Invitation(
                        required(device, "verification_uri"),
                        Json.text(device, "verification_uri_complete").orElse(""),
                        required(device, "user_code")));
        return save(awaitConsent(device, verifier));
    }

    private ObjectNode authorize(String verifier) {
        Map<String, String> parameters =
                Map.of(
                        "scope", "openid offline_access",
                        "code_challenge", challenge(verifier),
                        "code_challenge_method", "S256");
        HttpResponse<String> answer =
                issuer.ask("device_authorization_endpoint", RefreshGrant.CLIENT, parameters);
        if (answer.statusCode() != 200) throw refused(Issuer.denied(answer).description());
        return Json.parseObject(answer.body()).orElseThrow(() -> refused("not JSON"));
    }

    private Issuer.Granted awaitConsent(ObjectNode device, String verifier) {
        Duration interval = Duration.ofSeconds(Json.number(device, "interval").orElse(5L));
        Instant end = clock.instant().plusSeconds(Json.number(device, "expires_in").orElse(600L));
        Map<String, String> question =
                Map.of(
                        "grant_type", GRANT,
                        "device_code", required(device, "device_code"),
                        "code_verifier", verifier);
        while (clock.instant().isBefore(end)) {
            sleep(interval);
            HttpResponse<String> answer =
                    issuer.ask("token_endpoint", RefreshGrant.CLIENT, question);
            if (answer.statusCode() == 200) return issuer.granted(answer.body());
            interval = nextInterval(Issuer.denied(answer), interval);
        }
        throw refused("the code has expired");
    }

    private static Duration nextInterval(Issuer.Denied denied, Duration interval) {
        return switch (denied.error()) {
            case "authorization_pending" -> interval;
            case "slow_down" -> interval.plusSeconds(5);
            default -> throw refused(denied.description());
        };
    }

    private void sleep(Duration duration) {
        try {
            pause.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused("interrupted");
        }
    }

    private String save(Issuer.Granted granted) {
        String user = granted.access().user().orElseThrow(() -> refused("the token names nobody"));
        String refresh =
                granted.refreshToken().orElseThrow(() -> refused("there is no refresh token"));
        new SavedLogin(issuer.uri().toString(), user, refresh, granted.access()).write(folder);
        return user;
    }

    /**
     * Forgets the login and has the issuer revoke it.
     *
     * @return who was logged in, if anybody was
     */
    public Optional<String> logout() {
        Optional<SavedLogin> login = SavedLogin.read(folder);
        SavedLogin.delete(folder);
        login.ifPresent(this::revoke);
        return login.map(SavedLogin::user);
    }

    private void revoke(SavedLogin login) {
        Map<String, String> parameters =
                Map.of("token", login.refreshToken(), "token_type_hint", "refresh_token");
        HttpResponse<String> answer =
                issuer.ask("revocation_endpoint", RefreshGrant.CLIENT, parameters);
        if (answer.statusCode() != 200)
            throw refused("revoking failed: " + Issuer.denied(answer).description());
    }

    private static String required(ObjectNode json, String member) {
        return Json.text(json, member).orElseThrow(() -> refused("there is no " + member));
    }

    private static Failure refused(String why) {
        return new Failure(ExitCode.LOGIN, "login failed: " + why, RefreshGrant.LOG_IN);
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

package org.parley.cli.login;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;

/**
 * The login of this machine's user. The issuer gives a new refresh token with each use and then
 * refuses the old one, so processes that share the login take turns.
 */
public final class RefreshGrant implements Grant {

    static final String CLIENT = "parley-cli";
    static final String LOG_IN = "Log in with: parley login";

    private static final Duration STILL_GOOD = Duration.ofMinutes(2);

    private final Issuer issuer;
    private final Path folder;
    private final Clock clock;

    public RefreshGrant(Issuer issuer, Path folder, Clock clock) {
        this.issuer = issuer;
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public AccessToken fetch() {
        return alone(() -> refresh(saved()));
    }

    @Override
    public void discard(AccessToken token) {
        alone(() -> {
            SavedLogin.read(folder)
                    .filter(login -> login.access().equals(token))
                    .ifPresent(
                            login -> login.with(new AccessToken("", Instant.EPOCH)).write(folder));
            return token;
        });
    }

    private AccessToken alone(Supplier<AccessToken> work) {
        // File locks are held by the JVM as a whole: threads of one JVM need this one as well.
        synchronized (RefreshGrant.class) {
            try (FileChannel channel = lockFile();
                    FileLock _ = channel.lock()) {
                return work.get();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot lock the login in " + folder, e);
            }
        }
    }

    private FileChannel lockFile() throws IOException {
        Files.createDirectories(folder);
        return FileChannel.open(
                folder.resolve("login.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private SavedLogin saved() {
        return SavedLogin.read(folder)
                .filter(login -> login.issuer().equals(issuer.uri().toString()))
                .orElseThrow(() ->
                        new Failure(ExitCode.LOGIN, "not logged in at " + issuer.uri(), LOG_IN));
    }

    private AccessToken refresh(SavedLogin login) {
        boolean good = login.access().expiresAt().isAfter(clock.instant().plus(STILL_GOOD));
        if (good) return login.access();
        Map<String, String> parameters =
                Map.of("grant_type", "refresh_token", "refresh_token", login.refreshToken());
        Issuer.Granted granted = issuer.grant(CLIENT, parameters, LOG_IN);
        String refreshToken = granted.refreshToken().orElse(login.refreshToken());
        new SavedLogin(login.issuer(), login.user(), refreshToken, granted.access()).write(folder);
        return granted.access();
    }
}

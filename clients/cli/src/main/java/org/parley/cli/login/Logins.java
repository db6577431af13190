package org.parley.cli.login;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;
import org.parley.cli.server.Folders;
import org.parley.cli.server.LocalStack;
import org.parley.cli.server.Server;
import org.parley.cli.web.Web;
import org.parley.contracts.UserId;

/** Who the user of a command is, and how they get tokens. */
public final class Logins {

    /** A person and their tokens. */
    public record Identity(UserId user, Tokens tokens) {}

    private final Server server;
    private final Path folder;
    private final Issuer issuer;
    private final Clock clock;

    public Logins(Server server, Web web, Map<String, String> environment, Clock clock) {
        this.server = server;
        this.folder = Folders.config(environment);
        this.issuer = new Issuer(server.issuer(), web, clock);
        this.clock = clock;
    }

    public DeviceLogin deviceLogin() {
        return new DeviceLogin(issuer, folder, clock, Thread::sleep);
    }

    /** A demo user of the local stack, or the one who logged in. */
    public Identity identity(@Nullable String wanted) {
        Map<String, String> demo = server.stack().map(LocalStack::users).orElse(Map.of());
        if (wanted != null && demo.containsKey(wanted)) return demoUser(wanted, demo.get(wanted));
        Optional<String> loggedIn =
                SavedLogin.read(folder)
                        .filter(login -> login.issuer().equals(server.issuer().toString()))
                        .map(SavedLogin::user);
        if (loggedIn.isEmpty()) throw nobody(wanted, demo);
        if (wanted != null && !wanted.equals(loggedIn.get())) throw another(wanted, loggedIn.get());
        return identity(loggedIn.get(), new RefreshGrant(issuer, folder, clock));
    }

    private Identity demoUser(String name, String password) {
        return identity(name, new PasswordGrant(issuer, name, password));
    }

    private Identity identity(String name, Grant grant) {
        UserId user =
                UserId.parse(name)
                        .orElseThrow(() ->
                                new Failure(
                                        ExitCode.USAGE,
                                        "not a user: " + name + "; " + UserId.RULE,
                                        ""));
        return new Identity(user, new Tokens(grant, clock));
    }

    private Failure nobody(@Nullable String wanted, Map<String, String> demo) {
        if (!demo.isEmpty() && wanted == null)
            return new Failure(
                    ExitCode.USAGE,
                    "whom shall I be?",
                    "Say --as USER with a demo user: " + String.join(", ", demo.keySet()));
        String who = wanted == null ? "nobody is" : wanted + " is not";
        return new Failure(
                ExitCode.LOGIN, who + " logged in at " + server.issuer(), RefreshGrant.LOG_IN);
    }

    private static Failure another(String wanted, String loggedIn) {
        return new Failure(
                ExitCode.LOGIN,
                loggedIn + " is logged in, not " + wanted,
                "Change with: parley logout, then parley login");
    }
}

package org.parley.cli.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;

/**
 * Which server is meant: explicit addresses before a named {@code stack.json} before one found from
 * here upwards before the profile of the last login.
 *
 * @param useProfile whether the profile was asked for by name
 * @param home overrides where devices keep their files
 */
public record ServerChoice(
        @Nullable Path stack,
        @Nullable String issuer,
        @Nullable String mqtt,
        @Nullable Path ca,
        @Nullable String archive,
        @Nullable String groups,
        @Nullable String presence,
        @Nullable String push,
        boolean useProfile,
        @Nullable Path home,
        Map<String, String> environment) {

    public Server resolve() {
        Server server = choose();
        if (home == null) return server;
        return new Server(server.issuer(), server.mqtt(), server.services(), home, server.stack());
    }

    private Server choose() {
        if (Stream.of(issuer, mqtt, archive, groups, presence, push).anyMatch(Objects::nonNull))
            return explicit();
        if (useProfile) return profile().orElseThrow(ServerChoice::nothingFound);
        Optional<Path> named = namedStack();
        if (named.isPresent()) return LocalStack.read(named.get()).server();
        Optional<LocalStack> found = foundStack().map(LocalStack::read);
        if (found.filter(LocalStack::isAlive).isPresent()) return found.get().server();
        return profile()
                .or(() -> found.map(LocalStack::server))
                .orElseThrow(ServerChoice::nothingFound);
    }

    private Server explicit() {
        Optional<Profile> base = Profile.read(Folders.config(environment));
        return new Profile(
                        "",
                        given("--issuer", issuer, base.map(Profile::issuer)),
                        given("--mqtt", mqtt, base.map(Profile::mqtt)),
                        ca,
                        services(base))
                .server(environment);
    }

    private Map<String, String> services(Optional<Profile> base) {
        Map<String, String> services =
                new TreeMap<>(base.map(Profile::services).orElseGet(Map::of));
        services.put(
                Server.ARCHIVE,
                given("--archive", archive, Optional.ofNullable(services.get(Server.ARCHIVE))));
        if (groups != null) services.put(Server.GROUPS, groups);
        if (presence != null) services.put(Server.PRESENCE, presence);
        if (push != null) services.put(Server.PUSH, push);
        return services;
    }

    private static String given(String option, @Nullable String value, Optional<String> otherwise) {
        if (value != null) return value;
        return otherwise.orElseThrow(() ->
                new Failure(
                        ExitCode.USAGE,
                        option + " is missing",
                        "Without a profile, --issuer, --mqtt and --archive go together."));
    }

    private Optional<Server> profile() {
        return Profile.read(Folders.config(environment)).map(p -> p.server(environment));
    }

    private Optional<Path> namedStack() {
        if (stack != null) return Optional.of(stack);
        return Optional.ofNullable(environment.get("PARLEY_STACK"))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }

    private static Optional<Path> foundStack() {
        Stream<Path> upwards =
                Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent);
        List<Path> root =
                Optional.ofNullable(System.getProperty("parley.root")).map(Path::of).stream()
                        .toList();
        return Stream.concat(upwards, root.stream())
                .map(folder -> folder.resolve(".parley").resolve(LocalStack.FILE))
                .filter(Files::isReadable)
                .findFirst();
    }

    private static Failure nothingFound() {
        return new Failure(
                ExitCode.UNREACHABLE,
                "no server: no .parley/stack.json from here upwards, and no login",
                "Start a local stack with ./parley up, name one with --stack FILE,"
                        + " or log in to a server with: parley login --issuer URL --mqtt URL --archive URL");
    }
}

package org.parley.cli.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;

/**
 * One installation of Parley as this client sees it.
 *
 * @param issuer the realm that issues tokens
 * @param services where its HTTP services are, by name: {@code archive}, {@code groups}, {@code
 *     presence}, {@code push}
 * @param home where the devices of its users keep their files on this machine
 * @param stack the local stack that it is, whose demo users log in without a browser
 */
public record Server(
        URI issuer,
        MqttAddress mqtt,
        Map<String, URI> services,
        Path home,
        Optional<LocalStack> stack) {

    public static final String ARCHIVE = "archive";
    public static final String GROUPS = "groups";
    public static final String PRESENCE = "presence";
    public static final String PUSH = "push";

    public Server {
        services = Map.copyOf(services);
    }

    public URI archive() {
        return service(ARCHIVE);
    }

    public URI groups() {
        return service(GROUPS);
    }

    public URI presence() {
        return service(PRESENCE);
    }

    public URI push() {
        return service(PUSH);
    }

    private URI service(String name) {
        return Optional.ofNullable(services.get(name))
                .orElseThrow(() ->
                        new Failure(
                                ExitCode.USAGE,
                                "it is not known where the service " + name + " is",
                                "Say --" + name + " URL, with parley login for good."));
    }
}

package org.parley.cli.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One installation of Parley as this client sees it.
 *
 * @param issuer the realm that issues tokens
 * @param home where the devices of its users keep their files on this machine
 * @param stack the local stack that it is, whose demo users log in without a browser
 */
public record Server(
        URI issuer, MqttAddress mqtt, URI archive, Path home, Optional<LocalStack> stack) {}

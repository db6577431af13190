package org.parley.broker;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What an operator can choose, read from the environment. Read whole before anything starts, so
 * that a wrong value stops the start.
 *
 * @param issuer whose tokens count; exactly the {@code iss} in them
 * @param keysUrl where the issuer's keys are, if OpenID discovery under the issuer cannot tell
 * @param keysRefresh how often the keys are fetched again
 * @param tokenGrace how long a connection may outlive its token
 * @param outageGrace how long it may while the issuer cannot be reached: nobody could get a new
 *     token then, and live chat shall go on
 * @param publishes of one client
 * @param connects of one user, all devices together
 * @param logins of all people together; who comes when there are more waits for a turn
 * @param inFlight messages sent to one client before it has acknowledged the first, at most; a
 *     client may allow fewer
 * @param queueSize messages kept for a person's absent device, at most
 * @param sessionExpiry how long a person's absent device keeps its session, at most
 * @param logoutClients whose back-channel logout tokens count
 * @param bind the HTTP endpoint's address
 * @param httpPort of back-channel logout, health and metrics; without it there is none
 * @param kafka settings of a Kafka client, by Kafka's own names; empty: there is no Kafka
 * @param accessWait how long the start waits for what has changed in groups and blocks meanwhile
 */
public record BrokerSettings(
        URI issuer,
        Optional<URI> keysUrl,
        Duration keysRefresh,
        Duration tokenGrace,
        Duration outageGrace,
        Rate publishes,
        Rate connects,
        Rate logins,
        int inFlight,
        long queueSize,
        Duration sessionExpiry,
        Set<String> logoutClients,
        String bind,
        OptionalInt httpPort,
        Map<String, String> kafka,
        Duration accessWait) {

    /** So many a second, and so many at once after a pause. */
    public record Rate(double perSecond, long burst) {}

    private static final long MANY = 1_000_000;

    public static BrokerSettings from(Map<String, String> variables) {
        Environment env = new Environment(variables);
        return new BrokerSettings(
                env.requiredUrl("PARLEY_ISSUER"),
                env.url("PARLEY_BROKER_KEYS_URL"),
                env.duration("PARLEY_BROKER_KEYS_REFRESH", Duration.ofMinutes(5)),
                env.duration("PARLEY_BROKER_TOKEN_GRACE", Duration.ofSeconds(60)),
                env.duration("PARLEY_BROKER_OUTAGE_GRACE", Duration.ofHours(1)),
                new Rate(
                        env.number("PARLEY_BROKER_PUBLISH_RATE", 50, 1, MANY),
                        env.number("PARLEY_BROKER_PUBLISH_BURST", 200, 1, MANY)),
                new Rate(
                        env.number("PARLEY_BROKER_CONNECT_RATE", 2, 1, MANY),
                        env.number("PARLEY_BROKER_CONNECT_BURST", 60, 1, MANY)),
                new Rate(
                        env.number("PARLEY_BROKER_LOGIN_RATE", loginsOfThisMachine(), 1, MANY),
                        env.number("PARLEY_BROKER_LOGIN_BURST", 100, 1, MANY)),
                (int) env.number("PARLEY_BROKER_IN_FLIGHT", 1_000, 1, 65_535),
                env.number("PARLEY_BROKER_QUEUE_SIZE", 1_000, 1, MANY),
                env.duration("PARLEY_BROKER_SESSION_EXPIRY", Duration.ofDays(7)),
                env.names("PARLEY_BROKER_LOGOUT_CLIENTS", "parley-web,parley-cli,parley-local"),
                env.text("PARLEY_BROKER_BIND").orElse("127.0.0.1"),
                env.port("PARLEY_BROKER_HTTP_PORT"),
                env.kafka(),
                env.duration("PARLEY_BROKER_ACCESS_WAIT", Duration.ofSeconds(10)));
    }

    /** About half of what it could do if it did nothing else: deploy/bench, {@code reconnect}. */
    private static long loginsOfThisMachine() {
        return 120L * Runtime.getRuntime().availableProcessors();
    }
}

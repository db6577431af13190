package org.parley.cli.client;

import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;
import org.parley.cli.login.AccessToken;
import org.parley.cli.login.Tokens;
import org.parley.cli.server.MqttAddress;
import org.parley.contracts.ClientId;
import org.parley.contracts.Topic;
import org.parley.contracts.UserId;

/**
 * Keeps one connection up: a fresh token for each, a new one before the token expires, and after
 * each loss another attempt, for ever. All methods run on the loop.
 */
final class Connector implements Connection.Events {

    private static final Backoff BACKOFF =
            new Backoff(
                    Duration.ofMillis(500), Duration.ofSeconds(30), RandomGenerator.getDefault());

    /** What happens to the connection; called on the loop. */
    interface Listener {
        void up(Connection connection, boolean resumed);

        void down(String reason, boolean planned);

        void received(Connection connection, String topic, byte[] payload, Runnable done);

        void trouble(ChatEvent.Notice notice);
    }

    private final Loop loop;
    private final Tokens tokens;
    private final MqttAddress address;
    private final UserId user;
    private final ClientId id;
    private final Clock clock;
    private final Listener listener;
    private @Nullable Connection opening;
    private @Nullable Connection current;
    private String lastTrouble = "";
    private int failures;
    private boolean closed;

    Connector(
            Loop loop,
            Tokens tokens,
            MqttAddress address,
            UserId user,
            ClientId id,
            Clock clock,
            Listener listener) {
        this.loop = loop;
        this.tokens = tokens;
        this.address = address;
        this.user = user;
        this.id = id;
        this.clock = clock;
        this.listener = listener;
    }

    /** The connection, while there is one that works. */
    Optional<Connection> current() {
        return Optional.ofNullable(current);
    }

    /** Publishes where there is a connection, and forgets about it. */
    void publish(Topic topic, byte[] payload) {
        Connection connection = current;
        if (connection == null) return;
        var _ = connection.publish(topic, payload);
    }

    /** Why there is none; empty where nothing went wrong yet. */
    String lastTrouble() {
        return lastTrouble;
    }

    void start() {
        // The token needs the network: not on the loop.
        Thread.startVirtualThread(() -> {
            try {
                AccessToken token = tokens.renewed();
                loop.run(() -> open(token));
            } catch (Failure e) {
                loop.run(() -> failed(e));
            }
        });
    }

    private void open(AccessToken token) {
        if (closed) return;
        Connection previous = current;
        if (previous == null) {
            connect(token);
            return;
        }
        current = null;
        listener.down("the token is being renewed", true);
        // After a clean end of the old one: taking it over would send its Will.
        var _ = previous.close().whenComplete((_, _) -> loop.run(() -> connect(token)));
    }

    private void connect(AccessToken token) {
        if (closed) return;
        Connection connection = new Connection(address, user, id, token, this);
        opening = connection;
        var _ =
                connection
                        .open()
                        .whenComplete((resumed, problem) ->
                                loop.run(() -> {
                                    if (problem == null) opened(connection, resumed);
                                    else refused(connection, problem);
                                }));
    }

    private void opened(Connection connection, boolean resumed) {
        if (closed || opening != connection) return;
        opening = null;
        current = connection;
        failures = 0;
        lastTrouble = "";
        listener.up(connection, resumed);
        loop.after(
                untilRenewal(connection.token()),
                () -> {
                    if (current == connection) start();
                });
    }

    private Duration untilRenewal(AccessToken token) {
        Duration life = Duration.between(clock.instant(), token.expiresAt());
        Duration ahead =
                life.dividedBy(5).compareTo(Duration.ofSeconds(60)) < 0
                        ? life.dividedBy(5)
                        : Duration.ofSeconds(60);
        Duration left = life.minus(ahead);
        return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
    }

    private void refused(Connection connection, Throwable problem) {
        if (opening != connection) return;
        opening = null;
        var _ = connection.close();
        if (isLoginRefused(Troubles.unwrapped(problem))) tokens.refused(connection.token());
        failed(Troubles.unwrapped(problem));
    }

    private void failed(Throwable problem) {
        if (closed) return;
        failures++;
        String text = describe(problem);
        // Once for each trouble, not for each attempt.
        if (!text.equals(lastTrouble))
            listener.trouble(ChatEvent.Notice.of(isLogin(problem) ? "login" : "connection", text));
        lastTrouble = text;
        loop.after(BACKOFF.after(failures), this::start);
    }

    @Override
    public void received(Connection connection, String topic, byte[] payload, Runnable done) {
        loop.run(() -> listener.received(connection, topic, payload, done));
    }

    @Override
    public void ended(Connection connection, Throwable cause) {
        loop.run(() -> lost(connection, cause));
    }

    private void lost(Connection connection, Throwable cause) {
        if (current != connection) return;
        current = null;
        String reason = describe(cause);
        listener.down(reason, false);
        lastTrouble = reason;
        if (isTakenOver(cause)) failures = 6;
        failures++;
        loop.after(BACKOFF.after(failures), this::start);
    }

    /** Two processes on one device would throw each other out for ever: be slow about it. */
    private static boolean isTakenOver(Throwable cause) {
        return cause instanceof Mqtt5DisconnectException ended
                && ended.getMqttMessage().getReasonCode()
                        == Mqtt5DisconnectReasonCode.SESSION_TAKEN_OVER;
    }

    private static boolean isLoginRefused(Throwable problem) {
        if (!(problem instanceof Mqtt5ConnAckException refusal)) return false;
        Mqtt5ConnAckReasonCode code = refusal.getMqttMessage().getReasonCode();
        return code == Mqtt5ConnAckReasonCode.NOT_AUTHORIZED
                || code == Mqtt5ConnAckReasonCode.BAD_USER_NAME_OR_PASSWORD;
    }

    private static boolean isLogin(Throwable problem) {
        return isLoginRefused(problem)
                || (problem instanceof Failure failure && failure.exitCode() == ExitCode.LOGIN);
    }

    private String describe(Throwable problem) {
        return Troubles.describe(problem, address);
    }

    /** Says good-bye and stays down. */
    void close() {
        closed = true;
        Connection last = current;
        current = null;
        if (last != null) goodbye(last);
    }

    private static void goodbye(Connection connection) {
        connection.leave().orTimeout(2, TimeUnit.SECONDS).handle((_, _) -> true).join();
    }
}

package org.parley.broker.live;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.parley.broker.BrokerSettings;
import org.parley.broker.Tally;
import org.parley.broker.TokenBucket;
import org.parley.broker.login.Login;

/**
 * Who is connected, by which token. Ends a connection some grace after its token expired, or at
 * once when its login has ended. While the issuer is away nobody could get a new token, so live
 * chat goes on for a longer grace then.
 */
public final class Connections {

    /** Ends a client's connection in the broker. */
    public interface Broker {
        void disconnect(String clientId, EndReason reason);
    }

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final Map<String, Connection> open = new ConcurrentHashMap<>();
    private final Map<String, TokenBucket> connects = new ConcurrentHashMap<>();
    private final Deadlines deadlines = new Deadlines();
    private final AtomicLong numbers = new AtomicLong();
    private final BrokerSettings settings;
    private final Broker broker;
    private final Supplier<CompletableFuture<Boolean>> issuerReachable;
    private final Tally tally;
    private final Clock clock;

    public Connections(
            BrokerSettings settings,
            Broker broker,
            Supplier<CompletableFuture<Boolean>> issuerReachable,
            Tally tally,
            Clock clock) {
        this.settings = settings;
        this.broker = broker;
        this.issuerReachable = issuerReachable;
        this.tally = tally;
        this.clock = clock;
    }

    /** Whether this login may connect now: a device in a loop of reconnects costs everybody. */
    public boolean mayConnect(Login login) {
        return login.isService()
                || connects.computeIfAbsent(
                                login.client().userName(),
                                user -> new TokenBucket(settings.connects(), System::nanoTime))
                        .take();
    }

    public Connection open(Login login) {
        Connection connection =
                new Connection(
                        numbers.incrementAndGet(),
                        login,
                        clock.instant(),
                        new TokenBucket(settings.publishes(), System::nanoTime));
        open.put(connection.clientId(), connection);
        deadlines.add(login.expiresAt().plus(settings.tokenGrace()), connection);
        return connection;
    }

    /** Empty unless exactly this connection is open. */
    public Optional<Connection> find(String clientId, long number) {
        return Optional.ofNullable(open.get(clientId)).filter(c -> c.number() == number);
    }

    public boolean isOpen(String clientId) {
        return open.containsKey(clientId);
    }

    /** A later connection with the same client id stays. */
    public void close(String clientId, long number) {
        open.computeIfPresent(clientId, (id, c) -> c.number() == number ? null : c);
    }

    public int count() {
        return open.size();
    }

    /** Each that is open all the while; one that begins or ends meanwhile is visited or not. */
    void forEach(Visitor visitor) throws IOException {
        for (Connection connection : open.values()) visitor.visit(connection);
    }

    /** The same, for who does no more than look. */
    void forEachNow(Consumer<Connection> visitor) {
        open.values().forEach(visitor);
    }

    /** Is shown connections. */
    interface Visitor {
        void visit(Connection connection) throws IOException;
    }

    /** Ends all connections of such logins, at once. */
    public int endWhere(Predicate<Login> condition) {
        List<Connection> found =
                open.values().stream().filter(c -> condition.test(c.login())).toList();
        found.forEach(c -> end(c, EndReason.LOGGED_OUT));
        return found.size();
    }

    /** To be called about once a second. */
    public void endExpired() {
        List<Connection> due =
                deadlines.due(clock.instant()).stream()
                        .filter(c -> find(c.clientId(), c.number()).isPresent())
                        .toList();
        if (due.isEmpty()) return;
        var unused =
                issuerReachable
                        .get()
                        .exceptionally(failure -> false)
                        .thenAccept(reachable -> due.forEach(c -> endOrWait(c, reachable)));
    }

    private void endOrWait(Connection connection, boolean issuerReachable) {
        Instant latest = connection.login().expiresAt().plus(settings.outageGrace());
        Instant now = clock.instant();
        if (issuerReachable || !now.isBefore(latest)) end(connection, EndReason.TOKEN_EXPIRED);
        else deadlines.add(now.plus(LOOK_AGAIN), connection);
    }

    private void end(Connection connection, EndReason reason) {
        tally.refused(
                Tally.Event.CONNECTION_ENDED,
                reason.text(),
                connection.clientId(),
                "token until " + connection.login().expiresAt());
        broker.disconnect(connection.clientId(), reason);
    }

    /** To be called now and then. */
    public void forgetIdle() {
        connects.values().removeIf(TokenBucket::isFull);
    }
}

package org.parley.bridge;

import io.quarkus.logging.Log;
import io.smallrye.reactive.messaging.mqtt.session.MqttClientSession;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.bridge.Conditions.Part;

/**
 * An MQTT connection that is always wanted: it comes back by itself, logs in with a fresh token
 * each time, and is renewed before its token expires. Where Keycloak is away, it stays as it is.
 *
 * <p>All of it, and all calls of {@link Events}, run on one event loop.
 */
final class MqttLink {

    /** What one of our two links is for. */
    record Purpose(Part part, String clientId, boolean persistent, List<String> filters) {}

    /** What happens on the link. */
    interface Events {
        /** A new connection is being made; messages may come before it is up. */
        default void opening() {}

        /** Connected, and all subscriptions granted. */
        default void up(MqttClientSession session) {}

        default void message(MqttPublishMessage message) {}

        /** The broker has acknowledged what was published under this packet id. */
        default void acknowledged(int packetId) {}

        /** Nothing more comes from this connection. */
        default void down() {}
    }

    /**
     * Two bridges that took the same session from each other would otherwise do so without pause.
     */
    private static final Duration STABLE = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Context context;
    private final SessionOptions options;
    private final ServiceLogin login;
    private final Conditions conditions;
    private final Duration margin;
    private final Purpose purpose;
    private final Events events;
    private final InstantSource clock = InstantSource.system();
    private final Backoff backoff = new Backoff();

    private @Nullable MqttConnection connection;
    private Instant upSince = Instant.MAX.minus(STABLE);
    private boolean held;

    MqttLink(
            Vertx vertx,
            SessionOptions options,
            ServiceLogin login,
            Conditions conditions,
            Duration margin,
            Purpose purpose,
            Events events) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.options = options;
        this.login = login;
        this.conditions = conditions;
        this.margin = margin;
        this.purpose = purpose;
        this.events = events;
    }

    void start() {
        run(this::login);
    }

    /**
     * Ends the connection and makes no other until {@link #release}; the broker keeps what comes
     * meanwhile. Called from {@link Events}, it is done at once.
     */
    @SuppressWarnings("ReferenceEquality") // the very context, not one like it
    void hold(String reason) {
        Runnable hold =
                () -> {
                    held = true;
                    drop(reason);
                };
        if (Vertx.currentContext() == context) hold.run();
        else run(hold);
    }

    /** Makes connections again after {@link #hold}. */
    void release() {
        run(() -> {
            if (!held) return;
            held = false;
            login();
        });
    }

    /**
     * Ends the connection and makes another, so that the broker repeats what was not acknowledged.
     */
    void restart(String reason) {
        run(() -> drop(reason));
    }

    /** Runs it on the link's event loop. */
    void run(Runnable task) {
        context.runOnContext(_ -> task.run());
    }

    private void login() {
        if (held || connection != null) return;
        login.token()
                .subscribe()
                .with(
                        token -> run(() -> open(token)),
                        failure ->
                                run(() -> {
                                    conditions.waiting(purpose.part(), keycloak(failure));
                                    tryLater();
                                }));
    }

    private String keycloak(Throwable failure) {
        return "no token from " + login.issuer() + ": " + Reasons.of(failure);
    }

    private void tryLater() {
        vertx.setTimer(backoff.next().toMillis(), _ -> login());
    }

    private void open(ServiceToken token) {
        if (held || connection != null) return;
        events.opening();
        MqttClientSession session = MqttClientSession.create(vertx, options.with(purpose, token));
        MqttConnection opened = new MqttConnection(vertx, session, purpose.filters(), events);
        connection = opened;
        opened.open(() -> up(opened, token), reason -> ended(opened, reason));
    }

    private void up(MqttConnection opened, ServiceToken token) {
        upSince = clock.instant();
        conditions.ready(purpose.part());
        token.renewAfter(clock.instant(), margin).ifPresent(delay -> renewAfter(delay, opened));
    }

    private void ended(MqttConnection ended, String reason) {
        if (connection != ended) return;
        connection = null;
        if (clock.instant().isAfter(upSince.plus(STABLE))) backoff.reset();
        events.down();
        conditions.waiting(purpose.part(), options.address() + ": " + reason);
        if (!held) tryLater();
    }

    private void drop(String reason) {
        MqttConnection dropped = connection;
        if (dropped == null) return;
        dropped.close();
        ended(dropped, reason);
    }

    private void renewAfter(Duration delay, MqttConnection opened) {
        vertx.setTimer(Math.max(1, delay.toMillis()), _ -> renew(opened));
    }

    /** The token comes first: while there is none, the old connection is better than nothing. */
    private void renew(MqttConnection opened) {
        if (connection != opened) return;
        login.token()
                .subscribe()
                .with(
                        token -> run(() -> replace(opened, token)),
                        failure ->
                                run(() -> {
                                    Log.debugf("renewal postponed reason=%s", keycloak(failure));
                                    renewAfter(backoff.next(), opened);
                                }));
    }

    private void replace(MqttConnection opened, ServiceToken token) {
        if (connection != opened) return;
        Log.debugf("renewing part=%s", purpose.part());
        connection = null;
        events.down();
        // Only when the old one is gone, so that the broker has read all that it acknowledged.
        opened.close().onComplete(_ -> open(token));
    }
}

package org.parley.bridge;

import io.smallrye.reactive.messaging.mqtt.session.MqttClientSession;
import io.smallrye.reactive.messaging.mqtt.session.RequestedQoS;
import io.smallrye.reactive.messaging.mqtt.session.SessionEvent;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * One connection, from CONNECT to its end; {@link MqttLink} makes the next. A session object is
 * used for one connection only: it cannot change its token, and where the broker knows the session
 * it sends no SUBSCRIBE, so that a subscription added by a new release would never be made.
 */
final class MqttConnection {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** What a SUBACK says of a filter that was refused. */
    private static final int REFUSED = 0x80;

    private final Vertx vertx;
    private final MqttClientSession session;
    private final List<String> filters;
    private final MqttLink.Events events;

    private int granted;
    private boolean up;
    private boolean over;

    MqttConnection(
            Vertx vertx, MqttClientSession session, List<String> filters, MqttLink.Events events) {
        this.vertx = vertx;
        this.session = session;
        this.filters = filters;
        this.events = events;
    }

    void open(Runnable whenUp, Consumer<String> whenEnded) {
        // Before the start: what the broker redelivers comes right behind its CONNACK.
        session.messageHandler(this::message);
        session.publishCompletionHandler(this::acknowledged);
        session.sessionStateHandler(event -> on(event, whenUp, whenEnded));
        session.start();
        vertx.setTimer(
                PATIENCE.toMillis(),
                _ -> {
                    if (!up) end("no answer within " + PATIENCE.toSeconds() + " s", whenEnded);
                });
    }

    /** Ends it; completes when it is gone. */
    Future<Void> close() {
        over = true;
        return session.stop();
    }

    private void message(MqttPublishMessage message) {
        if (!over) events.message(message);
    }

    private void acknowledged(Integer packetId) {
        if (!over) events.acknowledged(packetId);
    }

    private void on(SessionEvent event, Runnable whenUp, Consumer<String> whenEnded) {
        switch (event.getSessionState()) {
            case CONNECTED -> subscribe(whenUp, whenEnded);
            case DISCONNECTED -> end(Reasons.of(event.getCause()), whenEnded);
            case CONNECTING, DISCONNECTING -> {}
        }
    }

    private void subscribe(Runnable whenUp, Consumer<String> whenEnded) {
        if (filters.isEmpty()) up(whenUp);
        for (String filter : filters)
            session.subscribe(filter, RequestedQoS.QOS_1)
                    .onComplete(answer -> subscribed(filter, answer, whenUp, whenEnded));
    }

    private void subscribed(
            String filter,
            AsyncResult<Integer> answer,
            Runnable whenUp,
            Consumer<String> whenEnded) {
        boolean refused = answer.failed() || answer.result() == REFUSED;
        if (refused) end("the broker refused the subscription " + filter, whenEnded);
        else if (++granted == filters.size()) up(whenUp);
    }

    private void up(Runnable whenUp) {
        if (over) return;
        up = true;
        events.up(session);
        whenUp.run();
    }

    private void end(String reason, Consumer<String> whenEnded) {
        if (over) return;
        close();
        whenEnded.accept(reason);
    }
}

package org.parley.bench;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.hivemq.client.mqtt.MqttClientExecutorConfig;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5Disconnect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import io.reactivex.schedulers.Schedulers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A connection as a phone keeps one: persistent session, subscribed to its user's inbox, back after
 * a loss with a fresh token.
 */
final class Device implements AutoCloseable {
    /** How often a connection was lost, over all devices. */
    static final AtomicInteger LOSSES = new AtomicInteger();

    private static final long SESSION_EXPIRY = 3600;
    private static final long RECONNECT_DELAY = 500;
    private static final long PATIENCE = 30;

    /**
     * One thread for all connections, callbacks included: two cores are shared with the servers.
     */
    private static final MqttClientExecutorConfig ONE_THREAD =
            MqttClientExecutorConfig.builder()
                    .nettyThreads(1)
                    .applicationScheduler(Schedulers.from(Runnable::run))
                    .build();

    private final String user;
    private final Accounts accounts;
    private final Mqtt5AsyncClient client;
    private volatile boolean comesBack;

    Device(Stack stack, Accounts accounts, String user, String device) {
        this.user = user;
        this.accounts = accounts;
        this.client =
                Mqtt5Client.builder()
                        .identifier(user + ":" + device)
                        .serverHost(stack.mqttHost())
                        .serverPort(stack.mqttPort())
                        .executorConfig(ONE_THREAD)
                        .addDisconnectedListener(
                                context -> lost((Mqtt5ClientDisconnectedContext) context))
                        .buildAsync();
    }

    private void lost(Mqtt5ClientDisconnectedContext context) {
        if (!comesBack) return;
        LOSSES.incrementAndGet();
        context.getReconnector()
                .reconnect(true)
                .delay(RECONNECT_DELAY, MILLISECONDS)
                .reconnectWhen(
                        CompletableFuture.supplyAsync(() -> accounts.token(user)),
                        (token, _) -> {
                            // Without one it tries the old one: Keycloak may be what is down.
                            if (token != null)
                                context.getReconnector().connect(connect(token, false));
                        });
    }

    private Mqtt5Connect connect(String token, boolean cleanStart) {
        return Mqtt5Connect.builder()
                .cleanStart(cleanStart)
                .sessionExpiryInterval(SESSION_EXPIRY)
                .simpleAuth()
                .username(user)
                .password(token.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .build();
    }

    /** Connects and subscribes to the user's inbox. */
    void open(Consumer<Mqtt5Publish> inbox) {
        client.publishes(MqttGlobalPublishFilter.ALL, inbox);
        await(client.connect(connect(accounts.token(user), true)), "connecting");
        subscribe("chat/" + user + "/#");
        comesBack = true;
    }

    void subscribe(String filter) {
        Mqtt5Subscribe subscribe =
                Mqtt5Subscribe.builder().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).build();
        await(client.subscribe(subscribe), "subscribing");
    }

    /** Goes, and comes back to its session. */
    void reconnect() {
        comesBack = false;
        await(client.disconnect(), "disconnecting");
        await(client.connect(connect(accounts.token(user), false)), "connecting again");
        comesBack = true;
    }

    /** Says whether the broker took it; nothing where the answer was lost with the connection. */
    void publish(Mqtt5Publish message, Consumer<Boolean> answer) {
        var _ =
                client.publish(message)
                        .thenAccept(result -> answer.accept(result.getError().isEmpty()));
    }

    private void await(CompletableFuture<?> future, String what) {
        try {
            future.get(PATIENCE, SECONDS);
        } catch (ExecutionException e) {
            throw new CannotMeasure(what + " as " + user + " failed: " + e.getCause());
        } catch (TimeoutException e) {
            throw new CannotMeasure(what + " as " + user + " took over " + PATIENCE + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotMeasure("interrupted");
        }
    }

    /** Leaves no session behind. */
    @Override
    public void close() {
        comesBack = false;
        if (client.getState().isConnected())
            await(
                    client.disconnect(Mqtt5Disconnect.builder().sessionExpiryInterval(0).build()),
                    "disconnecting");
    }
}

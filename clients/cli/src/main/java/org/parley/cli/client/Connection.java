package org.parley.cli.client;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.parley.cli.login.AccessToken;
import org.parley.cli.server.MqttAddress;
import org.parley.contracts.ClientId;
import org.parley.contracts.GroupId;
import org.parley.contracts.Topic;
import org.parley.contracts.UserId;

/**
 * One MQTT 5 connection from CONNECT to its end; never used again. The session outlives it at the
 * broker.
 */
final class Connection {

    /** The broker keeps what comes in the meantime for so long. */
    private static final long SESSION_SECONDS = 7 * 24 * 3_600L;

    /** Unacknowledged messages that the broker may have on the way to us. */
    private static final int RECEIVE_MAXIMUM = 500;

    /** A short loss is none: the broker keeps the Will back for so long. */
    private static final long WILL_DELAY_SECONDS = 10;

    private static final byte[] ONLINE = utf8("{\"state\":\"online\"}");
    private static final byte[] OFFLINE = utf8("{\"state\":\"offline\"}");

    /** What a connection tells; called on threads of the MQTT client. */
    interface Events {
        /** The broker may forget the message once {@code done} ran. */
        void received(Connection connection, String topic, byte[] payload, Runnable done);

        void ended(Connection connection, Throwable cause);
    }

    private final Mqtt5AsyncClient client;
    private final UserId user;
    private final AccessToken token;
    private final Topic.DevicePresence presence;

    Connection(MqttAddress address, UserId user, ClientId id, AccessToken token, Events events) {
        this.user = user;
        this.token = token;
        this.presence = new Topic.DevicePresence(user, id.device());
        this.client =
                MqttClients.of(address, id)
                        .addDisconnectedListener(context -> ended(context, events))
                        .buildAsync();
        // Before CONNECT: what the session kept comes at once.
        client.publishes(MqttGlobalPublishFilter.ALL, p -> received(p, events), true);
    }

    private void ended(MqttClientDisconnectedContext context, Events events) {
        events.ended(this, context.getCause());
    }

    private void received(Mqtt5Publish publish, Events events) {
        events.received(
                this,
                publish.getTopic().toString(),
                publish.getPayloadAsBytes(),
                publish::acknowledge);
    }

    AccessToken token() {
        return token;
    }

    /** Connects and subscribes; answers with whether the broker had kept the session. */
    CompletableFuture<Boolean> open() {
        return client.connect(connect())
                .thenCompose(ack ->
                        client.subscribe(subscriptions()).thenApply(_ -> ack.isSessionPresent()))
                .whenComplete((_, problem) -> {
                    if (problem != null) return;
                    var _ = publish(presence, ONLINE);
                });
    }

    private Mqtt5Connect connect() {
        return Mqtt5Connect.builder()
                .cleanStart(false)
                .sessionExpiryInterval(SESSION_SECONDS)
                .keepAlive(30)
                .simpleAuth()
                .username(user.value())
                .password(utf8(token.value()))
                .applySimpleAuth()
                .restrictions()
                .receiveMaximum(RECEIVE_MAXIMUM)
                .applyRestrictions()
                .willPublish()
                .topic(presence.path())
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(OFFLINE)
                .delayInterval(WILL_DELAY_SECONDS)
                .applyWillPublish()
                .build();
    }

    private Mqtt5Subscribe subscriptions() {
        return Mqtt5Subscribe.builder()
                .addSubscription(subscription("chat/" + user + "/#"))
                .addSubscription(subscription("chat/+/" + user + "/#"))
                .build();
    }

    void hear(List<GroupId> groups) {
        var subscribe = Mqtt5Subscribe.builder();
        List<Mqtt5Subscription> all =
                groups.stream().map(group -> subscription("group/" + group + "/#")).toList();
        var _ = client.subscribe(subscribe.addSubscriptions(all).build());
    }

    /** At QoS 0: what a device missed is not kept for it, the newest is retained. */
    CompletableFuture<?> watch(UserId peer) {
        return client.subscribe(
                Mqtt5Subscribe.builder()
                        .topicFilter(new Topic.UserPresence(peer).path())
                        .qos(MqttQos.AT_MOST_ONCE)
                        .build());
    }

    private static Mqtt5Subscription subscription(String filter) {
        return Mqtt5Subscription.builder()
                .topicFilter(filter)
                .qos(MqttQos.AT_LEAST_ONCE)
                .noLocal(true)
                .build();
    }

    /** Completes when the broker has it. */
    CompletableFuture<?> publish(Topic topic, byte[] payload) {
        return client.publishWith()
                .topic(topic.path())
                .qos(topic.qos() == 0 ? MqttQos.AT_MOST_ONCE : MqttQos.AT_LEAST_ONCE)
                .payload(payload)
                .send();
    }

    /** Ends it without a word, for another follows at once; the session stays at the broker. */
    CompletableFuture<?> close() {
        if (!client.getState().isConnected()) return CompletableFuture.completedFuture(null);
        return client.disconnect();
    }

    /** Says good-bye before: a Will goes out only where nobody could. */
    CompletableFuture<?> leave() {
        if (!client.getState().isConnected()) return CompletableFuture.completedFuture(null);
        return publish(presence, OFFLINE).handle((_, _) -> true).thenCompose(_ -> close());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package org.parley.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.parley.cli.client.MqttClients;
import org.parley.cli.json.Json;
import org.parley.cli.login.AccessToken;
import org.parley.cli.server.MqttAddress;
import org.parley.contracts.ClientId;
import org.parley.contracts.DeviceId;
import org.parley.contracts.MessageId;
import org.parley.contracts.Topic;
import org.parley.contracts.UserId;

/**
 * A device for a moment, whose user writes one message to himself. Nobody else sees it, and the
 * archive forgets it after a minute.
 */
final class Probe implements AutoCloseable {

    private static final int EXPIRES = 60;

    private final Mqtt5AsyncClient client;
    private final UserId me;
    private final MessageId id;
    private final Topic.DirectMessage note;
    private final CompletableFuture<Boolean> received = new CompletableFuture<>();
    private final CompletableFuture<Boolean> stored = new CompletableFuture<>();

    Probe(MqttAddress address, UserId me, Clock clock) {
        this.me = me;
        this.id = MessageId.fresh(clock.instant());
        this.note = new Topic.DirectMessage(me, me);
        DeviceId device = new DeviceId("doctor-" + UUID.randomUUID());
        this.client = MqttClients.of(address, new ClientId(me.value(), device)).buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, this::arrived);
    }

    MessageId id() {
        return id;
    }

    /** Logs in and subscribes. */
    Duration connect(AccessToken token, Duration patience) throws Missed {
        long start = System.nanoTime();
        await(
                client.connectWith()
                        .simpleAuth()
                        .username(me.value())
                        .password(token.value().getBytes(StandardCharsets.UTF_8))
                        .applySimpleAuth()
                        .send(),
                patience);
        await(
                client.subscribeWith()
                        .topicFilter("chat/" + me + "/#")
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .send(),
                patience);
        return since(start);
    }

    /** Until the broker has it. */
    Duration publish(Duration patience) throws Missed {
        ObjectNode message =
                Json.object()
                        .put("id", id.toString())
                        .put("message", "parley doctor")
                        .put("expires", EXPIRES);
        long start = System.nanoTime();
        await(
                client.publishWith()
                        .topic(note.path())
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload(Json.bytes(message))
                        .send(),
                patience);
        return since(start);
    }

    Duration received(Duration patience) throws Missed {
        long start = System.nanoTime();
        await(received, patience);
        return since(start);
    }

    Duration stored(Duration patience) throws Missed {
        long start = System.nanoTime();
        await(stored, patience);
        return since(start);
    }

    private void arrived(Mqtt5Publish publish) {
        String topic = publish.getTopic().toString();
        if (topic.equals(note.path())) received.complete(true);
        if (topic.equals(new Topic.StoredReceipt(me).path()) && names(publish.getPayloadAsBytes()))
            stored.complete(true);
    }

    private boolean names(byte[] receipt) {
        JsonNode ids =
                Json.parseObject(new String(receipt, StandardCharsets.UTF_8))
                        .orElseGet(Json::object)
                        .path("ids");
        for (JsonNode one : ids) if (one.path(0).asText().equals(id.toString())) return true;
        return false;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void await(CompletableFuture<?> event, Duration patience) throws Missed {
        try {
            event.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Missed("nothing within " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new Missed(String.valueOf(cause.getMessage()), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Missed("interrupted", e);
        }
    }

    /** What was awaited did not happen. */
    static final class Missed extends Exception {
        private static final long serialVersionUID = 1;

        Missed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    @Override
    public void close() {
        if (!client.getState().isConnected()) return;
        var _ = client.disconnect().completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
    }
}

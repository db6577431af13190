package org.parley.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;

/** A user with one device and an MQTT 5 client that is not ours. */
final class Person implements AutoCloseable {

    /** One thing that arrived. */
    record Arrived(String topic, String text) {
        JsonNode json() {
            return Json.parse(text);
        }
    }

    private final Parley parley;
    private final String name;
    private final String device;
    private Mqtt5AsyncClient mqtt;
    private final List<Arrived> inbox = new CopyOnWriteArrayList<>();

    Person(Parley parley, String name, String device) {
        this.parley = parley;
        this.name = name;
        this.device = device;
        this.mqtt = listening(client());
    }

    private Mqtt5ClientBuilder client() {
        return MqttClient.builder()
                .useMqttVersion5()
                .identifier(name + ":" + device)
                .serverHost("127.0.0.1")
                .serverPort(parley.mqttPort());
    }

    private Mqtt5AsyncClient listening(Mqtt5ClientBuilder builder) {
        Mqtt5AsyncClient client = builder.buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, this::arrived);
        return client;
    }

    /** With a client that comes back by itself, as a phone's would. */
    Person reconnecting() {
        mqtt =
                listening(
                        client().automaticReconnect()
                                .initialDelay(500, TimeUnit.MILLISECONDS)
                                .maxDelay(2, TimeUnit.SECONDS)
                                .applyAutomaticReconnect()
                                .addDisconnectedListener(this::logInAgain));
        return this;
    }

    /** The client would come back without a password. */
    private void logInAgain(MqttClientDisconnectedContext lost) {
        if (!(lost instanceof Mqtt5ClientDisconnectedContext connection)) return;
        connection
                .getReconnector()
                .connectWith()
                .cleanStart(false)
                .sessionExpiryInterval(3_600)
                .simpleAuth()
                .username(name)
                .password(token().getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .applyConnect();
    }

    private void arrived(Mqtt5Publish publish) {
        String text = new String(publish.getPayloadAsBytes(), StandardCharsets.UTF_8);
        inbox.add(new Arrived(publish.getTopic().toString(), text));
    }

    String name() {
        return name;
    }

    Parley parley() {
        return parley;
    }

    String token() {
        return parley.token(name);
    }

    /**
     * Connects with a session that outlives the connection, and subscribes to everything of mine.
     */
    Person online() {
        connect();
        subscribe("chat/" + name + "/#");
        subscribe("chat/+/" + name + "/#");
        return this;
    }

    Person connect() {
        await(
                mqtt.connectWith()
                        .cleanStart(false)
                        .sessionExpiryInterval(3_600)
                        .simpleAuth()
                        .username(name)
                        .password(token().getBytes(StandardCharsets.UTF_8))
                        .applySimpleAuth()
                        .send());
        return this;
    }

    void subscribe(String filter) {
        await(mqtt.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).send());
    }

    Person offline() {
        await(mqtt.disconnect());
        return this;
    }

    boolean isConnected() {
        return mqtt.getState().isConnected();
    }

    /** Publishes and waits for the PUBACK. */
    Mqtt5PublishResult publish(String topic, String payload) {
        return publish(topic, payload.getBytes(StandardCharsets.UTF_8));
    }

    Mqtt5PublishResult publish(String topic, byte[] payload) {
        return await(publishing(topic, payload));
    }

    CompletableFuture<Mqtt5PublishResult> publishing(String topic, byte[] payload) {
        return mqtt.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).payload(payload).send();
    }

    void says(Person to, String payload) {
        publish("chat/" + to.name() + "/" + name, payload);
    }

    /** Says it in a group that I am in; the id. */
    String saysInGroup(String group, String text) {
        String id = Messages.id();
        publish("group/" + group + "/" + name, Messages.text(id, text));
        return id;
    }

    /** Subscribes as soon as the broker knows that I am a member. */
    void hears(String group) {
        Awaitility.await()
                .ignoreExceptions()
                .until(() -> {
                    subscribe("group/" + group + "/#");
                    return true;
                });
    }

    /** The texts that others and I said in a group, in the order of arrival. */
    List<String> heardInGroup(String group) {
        return inbox.stream()
                .filter(a -> a.topic().startsWith("group/" + group + "/"))
                .map(a -> a.json().path("message").asText())
                .toList();
    }

    List<Arrived> inbox() {
        return List.copyOf(inbox);
    }

    /** The message texts that a user said to me, in the order of arrival. */
    List<String> heardFrom(Person from) {
        String topic = "chat/" + name + "/" + from.name();
        return inbox.stream()
                .filter(a -> a.topic().equals(topic))
                .map(a -> a.json().path("message").asText())
                .toList();
    }

    /** What the services told me. */
    List<JsonNode> notices() {
        return inbox.stream()
                .filter(a -> a.topic().equals("chat/" + name + "/server"))
                .map(Arrived::json)
                .toList();
    }

    /** Ids that are stored, with every repetition of the receipt. */
    List<String> stored() {
        return inbox.stream()
                .filter(a -> a.topic().equals("chat/" + name + "/server/receipt"))
                .flatMap(a -> Json.elements(a.json().path("ids")))
                .map(pair -> pair.path(0).asText())
                .toList();
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("no answer from the broker within 20 s", e);
        }
    }

    @Override
    public void close() {
        if (isConnected()) await(mqtt.disconnect());
    }
}

package org.parley.bridge;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.parley.contracts.UserId;
import org.parley.testkit.Stack;

/** A new user with one device, online; comes back by itself. */
final class Person implements AutoCloseable {

    private static final int BURST = 150;
    private static final int PER_SECOND = 45;

    final String name;
    private final long since = System.currentTimeMillis();
    private long published;
    private final Mqtt3AsyncClient client;
    private final List<Mqtt3Publish> heard = new CopyOnWriteArrayList<>();

    Person(Stack stack, String prefix) {
        this(stack, new UserId(stack.aUser(prefix)));
    }

    /** Of a user that is there already. */
    static Person named(Stack stack, String user) {
        return new Person(stack, new UserId(user));
    }

    private Person(Stack stack, UserId user) {
        name = user.value();
        client =
                MqttClient.builder()
                        .useMqttVersion3()
                        .identifier(name + ":test")
                        .serverHost(stack.mqttHost())
                        .serverPort(stack.mqttPort())
                        .automaticReconnect()
                        .initialDelay(200, TimeUnit.MILLISECONDS)
                        .maxDelay(1, TimeUnit.SECONDS)
                        .applyAutomaticReconnect()
                        .simpleAuth()
                        .username(name)
                        .password(stack.token(name).getBytes(StandardCharsets.UTF_8))
                        .applySimpleAuth()
                        .buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, heard::add);
        client.connectWith().cleanSession(false).send().join();
        client.subscribeWith()
                .topicFilter("chat/" + name + "/#")
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .join();
    }

    void looksAt(String topic) {
        client.subscribeWith().topicFilter(topic).qos(MqttQos.AT_LEAST_ONCE).send().join();
    }

    /** Completes at the broker's PUBACK. */
    CompletableFuture<?> publishes(String topic, byte[] payload) {
        keepToTheRateLimit();
        return client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).payload(payload).send();
    }

    /** The broker hangs up on whoever publishes more than 50 messages a second for long. */
    private void keepToTheRateLimit() {
        published++;
        long due = since + (published - BURST) * 1_000 / PER_SECOND;
        long wait = due - System.currentTimeMillis();
        if (wait > 0) Pause.of(Duration.ofMillis(wait));
    }

    void says(Person to, String payload) {
        publishes("chat/" + to.name + "/" + name, payload.getBytes(StandardCharsets.UTF_8)).join();
    }

    /** What came on this topic, as text. */
    List<String> heard(String topic) {
        return heard.stream()
                .filter(publish -> publish.getTopic().toString().equals(topic))
                .map(publish -> new String(publish.getPayloadAsBytes(), StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void close() {
        var _ = client.disconnect();
    }
}

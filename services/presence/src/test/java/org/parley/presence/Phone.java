package org.parley.presence;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.parley.testkit.Log;
import org.parley.testkit.Stack;

/**
 * A device that is connected to the real broker. What it says is put on the log as the bridge
 * would, for there is none here.
 */
public final class Phone implements AutoCloseable {

    private final String topic;
    private final String user;
    private final String device;
    private final Mqtt5BlockingClient client;

    public Phone(String topic, Visitor owner, String device) {
        this.topic = topic;
        this.user = owner.name();
        this.device = device;
        Stack stack = Stack.shared();
        client =
                MqttClient.builder()
                        .useMqttVersion5()
                        .identifier(user + ":" + device)
                        .serverHost(stack.mqttHost())
                        .serverPort(stack.mqttPort())
                        .simpleAuth()
                        .username(user)
                        .password(owner.token().getBytes(StandardCharsets.UTF_8))
                        .applySimpleAuth()
                        .buildBlocking();
    }

    public static Phone of(Visitor owner, String device) {
        return new Phone(topic(), owner, device);
    }

    private static String topic() {
        return org.eclipse.microprofile.config.ConfigProvider.getConfig()
                .getValue("parley.presence.presence-topic", String.class);
    }

    public Phone connects() {
        client.connect();
        return this;
    }

    public Phone says(String state) {
        return says(state, Instant.now());
    }

    public Phone says(String state, Instant at) {
        new Log(Stack.shared())
                .write(
                        topic,
                        user,
                        """
                        {"user":"%s","device":"%s","state":"%s","receivedAt":"%s"}\
                        """
                                .formatted(user, device, state, at));
        return this;
    }

    /** Connects and says so. */
    public Phone comes() {
        return connects().says("online");
    }

    /** Says nothing: as one without a Will. */
    public Phone vanishes() {
        client.disconnect();
        return this;
    }

    public Phone goes() {
        vanishes();
        return says("offline");
    }

    @Override
    public void close() {
        if (client.getState().isConnected()) client.disconnect();
    }
}

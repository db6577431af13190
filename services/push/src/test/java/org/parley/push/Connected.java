package org.parley.push;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import java.nio.charset.StandardCharsets;
import org.parley.testkit.Stack;

/** A device that is connected to the real broker. */
public final class Connected implements AutoCloseable {

    private final Mqtt5BlockingClient client;

    public Connected(Visitor owner, String device) {
        Stack stack = Stack.shared();
        client =
                MqttClient.builder()
                        .useMqttVersion5()
                        .identifier(owner.name() + ":" + device)
                        .serverHost(stack.mqttHost())
                        .serverPort(stack.mqttPort())
                        .simpleAuth()
                        .username(owner.name())
                        .password(owner.token().getBytes(StandardCharsets.UTF_8))
                        .applySimpleAuth()
                        .buildBlocking();
        client.connect();
    }

    @Override
    public void close() {
        client.disconnect();
    }
}

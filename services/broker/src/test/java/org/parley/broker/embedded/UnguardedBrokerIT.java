package org.parley.broker.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.broker.Environment;
import org.parley.broker.fixture.BrokerProcess;

/** HiveMQ as we start it, in the moment before the missing extension stops the process. */
class UnguardedBrokerIT {

    @Test
    void withoutTheExtensionNobodyGetsIn(@TempDir Path folder) throws Exception {
        int port = BrokerProcess.freePort();
        Environment env = new Environment(Map.of("PARLEY_BROKER_TCP_PORT", Integer.toString(port)));
        BrokerHome home = BrokerHome.in(folder);
        home.write(HiveMqConfiguration.render(ListenerPorts.from(env), "in-memory"));
        Path none = Files.createDirectories(folder.resolve("extensions"));
        EmbeddedHiveMQ broker = EmbeddedBroker.build(home, none);
        try {
            broker.start().get(1, TimeUnit.MINUTES);
            Mqtt5BlockingClient anybody =
                    MqttClient.builder()
                            .useMqttVersion5()
                            .identifier("anybody:1")
                            .serverHost("127.0.0.1")
                            .serverPort(port)
                            .buildBlocking();
            assertThatThrownBy(anybody::connect)
                    .isInstanceOfSatisfying(
                            Mqtt5ConnAckException.class,
                            e ->
                                    assertThat(e.getMqttMessage().getReasonCode().getCode())
                                            .isEqualTo(0x87));
        } finally {
            broker.close();
        }
    }
}

package org.parley.cli.client;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import org.parley.cli.server.MqttAddress;
import org.parley.contracts.ClientId;

/** MQTT clients for an address, which trust whom it says. */
public final class MqttClients {

    private MqttClients() {}

    public static Mqtt5ClientBuilder of(MqttAddress address, ClientId id) {
        Mqtt5ClientBuilder builder =
                Mqtt5Client.builder()
                        .identifier(id.toString())
                        .serverHost(address.host())
                        .serverPort(address.port());
        return address.tls() ? builder.sslConfig(tls(address)) : builder;
    }

    private static MqttClientSslConfig tls(MqttAddress address) {
        var config = MqttClientSslConfig.builder();
        return address.ca() == null
                ? config.build()
                : config.trustManagerFactory(Authority.trusting(address.ca())).build();
    }
}

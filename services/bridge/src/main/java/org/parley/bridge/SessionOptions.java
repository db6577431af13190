package org.parley.bridge;

import io.smallrye.reactive.messaging.mqtt.session.ConstantReconnectDelayOptions;
import io.smallrye.reactive.messaging.mqtt.session.MqttClientSessionOptions;
import io.vertx.core.net.PemTrustOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.parley.bridge.MqttLink.Purpose;

/** How the bridge connects. */
@Singleton
class SessionOptions {

    /**
     * MQTT's own limit. A message beyond a smaller one would end the connection, be delivered
     * again, end it again: what is too large must arrive to be rejected.
     */
    private static final int LARGEST_PACKET = 268_435_455;

    private static final int KEEP_ALIVE_SECONDS = 15;

    private final BridgeConfig config;

    SessionOptions(BridgeConfig config) {
        this.config = config;
    }

    BrokerAddress address() {
        return config.mqttUrl();
    }

    MqttClientSessionOptions with(Purpose purpose, ServiceToken token) {
        MqttClientSessionOptions options =
                new MqttClientSessionOptions()
                        .setHostname(address().host())
                        .setPort(address().port())
                        .setClientId(purpose.clientId())
                        .setUsername(config.userName())
                        .setPassword(token.value())
                        .setCleanSession(!purpose.persistent())
                        .setKeepAliveInterval(KEEP_ALIVE_SECONDS)
                        .setMaxMessageSize(LARGEST_PACKET)
                        .setMaxInflightQueue(config.outboundInFlight() + 1)
                        .setConnectTimeout(5_000)
                        .setTcpNoDelay(true)
                        // MqttLink reconnects, with a fresh token, before this is over.
                        .setReconnectDelay(
                                new ConstantReconnectDelayOptions().setDelay(Duration.ofDays(1)));
        // PUBACK is ours to send, when Kafka has the message.
        options.setAutoAck(false);
        if (address().tls()) encrypt(options);
        return options;
    }

    private void encrypt(MqttClientSessionOptions options) {
        options.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
        config.mqttCa()
                .ifPresent(ca ->
                        options.setPemTrustOptions(
                                new PemTrustOptions().addCertPath(ca.toString())));
    }
}

package org.parley.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.broker.fixture.BrokerProcess;
import org.parley.broker.fixture.TestIssuer;

/** The four ways to the broker. */
class ListenersIT {

    private static final String PASSWORD = "changed-in-production";
    private static final int TLS = BrokerProcess.freePort();
    private static final int WS = BrokerProcess.freePort();
    private static final int WSS = BrokerProcess.freePort();

    private static TestIssuer issuer;
    private static BrokerProcess broker;
    private static MqttClientSslConfig trust;

    @BeforeAll
    static void startBroker(@TempDir Path folder) throws Exception {
        issuer = TestIssuer.started();
        Path keystore = folder.resolve("broker.p12");
        keytool(
                "-genkeypair -alias broker -keyalg EC -dname CN=localhost -ext san=dns:localhost"
                        + " -storetype PKCS12 -storepass "
                        + PASSWORD
                        + " -keystore "
                        + keystore);
        trust = MqttClientSslConfig.builder().trustManagerFactory(trusting(keystore)).build();
        broker =
                BrokerProcess.of(issuer, folder.resolve("home"))
                        .with("PARLEY_BROKER_TLS_PORT", Integer.toString(TLS))
                        .with("PARLEY_BROKER_WS_PORT", Integer.toString(WS))
                        .with("PARLEY_BROKER_WSS_PORT", Integer.toString(WSS))
                        .with("PARLEY_BROKER_KEYSTORE", keystore.toString())
                        .with("PARLEY_BROKER_KEYSTORE_PASSWORD", PASSWORD)
                        .with("PARLEY_BROKER_PERSISTENCE", "memory")
                        .start();
    }

    private static void keytool(String arguments) throws Exception {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String[] command = (tool + " " + arguments).split(" ", -1);
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private static TrustManagerFactory trusting(Path keystore) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("broker", keys.getCertificate("broker"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(trusted);
        return factory;
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
        issuer.close();
    }

    private static Mqtt5ClientBuilder alice(int port) {
        return MqttClient.builder()
                .useMqttVersion5()
                .identifier("alice:phone")
                .serverHost("localhost")
                .serverPort(port)
                .simpleAuth()
                .username("alice")
                .password(issuer.token("alice").getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth();
    }

    private static void assertConnects(Mqtt5ClientBuilder builder) {
        var client = builder.buildBlocking();
        assertThat(client.connect().getReasonCode().isError()).isFalse();
        client.disconnect();
    }

    @Test
    void plainMqtt() {
        assertConnects(alice(broker.tcpPort()));
    }

    @Test
    void mqttOverTls() {
        assertConnects(alice(TLS).sslConfig(trust));
    }

    @Test
    void mqttOverAWebSocket() {
        assertConnects(alice(WS).webSocketConfig().serverPath("mqtt").applyWebSocketConfig());
    }

    @Test
    void mqttOverASecureWebSocket() {
        assertConnects(
                alice(WSS)
                        .sslConfig(trust)
                        .webSocketConfig()
                        .serverPath("mqtt")
                        .applyWebSocketConfig());
    }

    @Test
    void thePasswordOfTheKeystoreIsNowhereInTheLog() {
        assertThat(broker.log()).noneMatch(line -> line.contains(PASSWORD));
    }
}

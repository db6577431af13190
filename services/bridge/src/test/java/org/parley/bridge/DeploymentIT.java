package org.parley.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.testkit.Frozen;
import org.parley.testkit.Stack;

/** What an operator may choose. */
class DeploymentIT {

    private static final Stack STACK = Stack.shared();

    private final Dialogue dialogue = new Dialogue(STACK);
    private final BridgeProcess bridge = new BridgeProcess(STACK);

    @AfterEach
    void hangUp() {
        dialogue.close();
        bridge.close();
    }

    @Test
    void ofTwoBridgesThatShareEachMessageGoesToOneAndOneIsEnough() {
        String group = "it-" + UUID.randomUUID();
        bridge.with("PARLEY_BRIDGE_SHARE", group).start();
        try (BridgeProcess other = new BridgeProcess(STACK).with("PARLEY_BRIDGE_SHARE", group)) {
            other.start().awaitReady();
            bridge.awaitReady();

            dialogue.sends(50);
            dialogue.isOnTheLogExactlyOnceInAnyOrder();
            if (accepted(bridge) > 0) bridge.kill();
            else other.kill();
            dialogue.sends(50);

            dialogue.isOnTheLogExactlyOnceInAnyOrder();
        }
    }

    private static double accepted(BridgeProcess bridge) {
        return bridge.metric("parley_bridge_accepted_total{kind=\"message\"}");
    }

    @Test
    void theConnectionToTheBrokerMayBeEncrypted() {
        bridge.with("PARLEY_MQTT_URL", "ssl://" + STACK.mqttHost() + ":" + STACK.mqttTlsPort())
                .with("PARLEY_MQTT_CA", STACK.mqttCa().toString())
                .start()
                .awaitReady();

        dialogue.sends(3);

        dialogue.isOnTheLogExactlyOnceInOrder();
    }

    @Test
    void aBrokerWithAnotherAuthorityIsNotTrusted() {
        bridge.with("PARLEY_MQTT_URL", "ssl://" + STACK.mqttHost() + ":" + STACK.mqttTlsPort())
                .start();

        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        bridge.readiness().contains("unable to find valid certification path"));
        assertThat(bridge.isReady()).isFalse();
    }

    @Test
    void whatIsMoreThanMayBeInFlightStaysWithTheBroker() {
        bridge.with("PARLEY_BRIDGE_IN_FLIGHT", "10").start().awaitReady();
        bridge.kill();
        dialogue.sends(100);
        try (Frozen _ = new Frozen(STACK, "kafka")) {
            // The broker delivers what has queued up in batches of up to 50.
            bridge.start();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> bridge.readiness().contains("10 messages in flight"));
            assertThat(bridge.metric("parley_bridge_in_flight")).isEqualTo(10);
        }

        // Those in flight may have been repeated.
        dialogue.isOnTheLogInOrder();
        bridge.awaitReady();
    }

    @Test
    void aWrongSecretIsSaidAndTriedAgain() {
        bridge.with("PARLEY_CLIENT_SECRET", "wrong").start();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> bridge.readiness().contains("no token from " + STACK.issuer()));
        assertThat(bridge.isLive()).isTrue();
    }
}

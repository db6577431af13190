package org.parley.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.parley.broker.fixture.BrokerProcess;
import org.parley.broker.fixture.Device;
import org.parley.broker.fixture.TestIssuer;

/** A broker for all tests that attack it, while alice and bob chat and a service watches. */
abstract class AttackedBroker {

    static final TestIssuer issuer = TestIssuer.started();
    static final BrokerProcess broker =
            BrokerProcess.of(issuer, BrokerProcess.freshHome())
                    .with("PARLEY_BROKER_CONNECT_BURST", "1000")
                    .start();

    static {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
    }

    Device bridge;
    Device alice;
    Device bob;
    Device mallory;

    @BeforeEach
    void everybodyIsOnline() {
        bridge = service("bridge").online().subscribed("chat/+/+", "presence/+/+");
        alice = person("alice").online().subscribed("chat/alice/#", "chat/+/alice/#");
        bob = person("bob").online().subscribed("chat/bob/#");
        mallory = person("mallory").online();
    }

    @AfterEach
    void theOthersGoOnUndisturbed() {
        String text = UUID.randomUUID().toString();
        alice.publish("chat/bob/alice", text);
        await().untilAsserted(() -> assertThat(bob.texts()).contains(text));
        await().untilAsserted(() -> assertThat(bridge.texts()).contains(text));
        assertThat(bridge.texts()).doesNotContain("forged");
        assertThat(bob.texts()).doesNotContain("forged");
        List.of(bridge, alice, bob, mallory).forEach(Device::close);
    }

    static Device person(String user) {
        return Device.of(broker, user + ":phone", issuer.token(user));
    }

    static Device service(String name) {
        return Device.of(
                broker,
                "service-account-parley-" + name + ":1",
                issuer.serviceToken("parley-" + name));
    }
}

package org.parley.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.broker.fixture.BrokerProcess;
import org.parley.broker.fixture.TestIssuer;

/** Where anything is wrong the broker stops and says what, rather than run unguarded. */
class BrokenStartIT {

    @TempDir Path folder;

    private final TestIssuer issuer = new TestIssuer();

    private BrokerProcess broker() {
        return BrokerProcess.of(issuer, folder.resolve("home"));
    }

    private static void assertStops(BrokerProcess broker, String reason) throws Exception {
        assertThat(broker.startAndFail()).isNotZero();
        assertThat(broker.log())
                .anyMatch(line -> line.contains("broker cannot start") && line.contains(reason));
        assertThat(broker.log()).doesNotContain("broker ready");
    }

    @Test
    void aMissingSettingStopsIt() throws Exception {
        assertStops(broker().with("PARLEY_ISSUER", null), "PARLEY_ISSUER is not set");
    }

    @Test
    void aWrongSettingStopsItAndTheRuleIsNamed() throws Exception {
        assertStops(
                broker().with("PARLEY_BROKER_TOKEN_GRACE", "soon"),
                "PARLEY_BROKER_TOKEN_GRACE is \"soon\"; it must be a duration");
    }

    @Test
    void aMissingExtensionStopsIt() throws Exception {
        assertStops(
                broker().with("PARLEY_BROKER_EXTENSIONS", folder.toString()),
                "must hold parley/hivemq-extension.xml");
    }

    @Test
    void aBrokenExtensionStopsIt() throws Exception {
        Path copy = BrokerProcess.copyOfExtensions(folder);
        Files.writeString(copy.resolve("parley/parley-broker.jar"), "not a jar");
        assertStops(broker().with("PARLEY_BROKER_EXTENSIONS", copy.toString()), "did not start");
    }

    @Test
    void aDisabledExtensionStopsIt() throws Exception {
        Path copy = BrokerProcess.copyOfExtensions(folder);
        Files.createFile(copy.resolve("parley/DISABLED"));
        assertStops(broker().with("PARLEY_BROKER_EXTENSIONS", copy.toString()), "DISABLED");
    }

    @Test
    void aTakenPortStopsIt() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            assertStops(
                    broker().with("PARLEY_BROKER_WS_PORT", port),
                    "PARLEY_BROKER_WS_PORT is " + port);
        }
    }

    @Test
    void anExtensionThatCannotStartStopsItAndIsNotDisabledForTheNextStart() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            assertStops(broker().with("PARLEY_BROKER_HTTP_PORT", port), "in use");
        }
        assertThat(BrokerProcess.extensionFolder().resolve("DISABLED")).doesNotExist();
    }

    @Test
    void aSecondBrokerOnTheSameFolderStops() throws Exception {
        try (BrokerProcess first = broker().start()) {
            assertStops(broker(), "another HiveMQ instance");
            assertThat(first.log()).contains("broker ready");
        }
    }
}

package org.parley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {
    @ParameterizedTest
    @CsvSource({
        "MQTT, 18830",
        "MQTT_TLS, 18831",
        "MQTT_WS, 18832",
        "MQTT_WSS, 18833",
        "KAFKA, 18834",
        "KAFKA_CONTROLLER, 18835",
        "POSTGRES, 18836",
        "KEYCLOAK, 18837",
        "BRIDGE, 18838",
        "ARCHIVE, 18839",
        "GROUPS, 18840",
        "PRESENCE, 18841",
        "PUSH, 18842",
        "KEYCLOAK_MANAGEMENT, 18843",
        "BROKER_HTTP, 18844",
        "WEB, 18845",
    })
    void theTableIsAPromiseToScripts(Port port, int number) {
        assertThat(new Ports(Ports.DEFAULT_BASE).of(port)).isEqualTo(number);
    }

    @Test
    void noTwoListenersShareAPort() {
        assertThat(Arrays.stream(Port.values()).map(port -> port.offset)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1023, 65521, 70000})
    void aBaseThatLeavesNoRoomIsRefusedByName(int base) {
        assertThatThrownBy(() -> new Ports(base))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--ports " + base)
                .hasMessageContaining("between 1024 and");
    }

    @Test
    void theMessageNamesPortPurposeAndOwnerOfATakenOne() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ports = new Ports(socket.getLocalPort() - Port.KAFKA.offset);

            assertThat(ports.taken(List.of(Port.KAFKA))).containsExactly(Port.KAFKA);
            assertThat(PortCheck.message(ports, List.of(Port.KAFKA)))
                    .contains("port " + socket.getLocalPort() + " (Kafka) is taken by")
                    .contains("pid " + ProcessHandle.current().pid() + ":")
                    .contains("java")
                    .contains("./parley up --ports ");
        }
    }

    @Test
    void aFreePortIsNotTaken() throws Exception {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertThat(new Ports(free).taken(List.of(Port.MQTT))).isEmpty();
        assertThat(PortOwner.of(free)).isEmpty();
    }
}

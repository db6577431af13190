package org.parley.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerAddressTest {

    @Test
    void sslIsTlsAndTcpIsNot() {
        assertThat(BrokerAddress.of("ssl://broker.example:8883"))
                .isEqualTo(new BrokerAddress("broker.example", 8883, true));
        assertThat(BrokerAddress.of("tcp://127.0.0.1:18830"))
                .isEqualTo(new BrokerAddress("127.0.0.1", 18830, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"broker:1883", "mqtt://broker:1883", "tcp://broker", "tcp:///", ""})
    void anythingElseStopsTheStart(String url) {
        assertThatThrownBy(() -> BrokerAddress.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it must be tcp://host:port or ssl://host:port");
    }
}

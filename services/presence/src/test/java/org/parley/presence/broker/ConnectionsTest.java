package org.parley.presence.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.contracts.DeviceId;
import org.parley.contracts.UserId;

/** The broker's list is all or nothing: half of it would turn the other half offline. */
class ConnectionsTest {

    private static final String ALICE =
            "{\"user\":\"alice\",\"device\":\"phone\",\"since\":\"2026-11-28T12:00:00Z\"}\n";
    private static final String LAST =
            "{\"count\":1,\"startedAt\":\"2026-11-28T11:00:00Z\",\"at\":\"2026-11-28T13:00:00Z\"}\n";

    private static Connections read(String text) throws IOException {
        return Connections.read(new BufferedReader(new StringReader(text)), new ObjectMapper());
    }

    @Test
    void whoIsConnectedIsKnownByUserAndDevice() throws Exception {
        Connections all = read(ALICE + LAST);

        assertThat(all.count()).isEqualTo(1);
        assertThat(all.since(new UserId("alice"), new DeviceId("phone")))
                .isEqualTo(Instant.parse("2026-11-28T12:00:00Z"));
        assertThat(all.since(new UserId("alice"), new DeviceId("laptop"))).isNull();
        assertThat(all.since(new UserId("bob"), new DeviceId("phone"))).isNull();
        assertThat(all.asOf()).isEqualTo(Instant.parse("2026-11-28T13:00:00Z"));
        assertThat(all.brokersAge()).isEqualTo(Duration.ofHours(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ALICE,
                LAST,
                ALICE + "{\"user\":\"bob\"",
                "{\"user\":\"bob\"}\n" + LAST,
                "{\"user\":\"bob\",\"device\":\"d\",\"since\":\"soon\"}\n" + LAST,
                ALICE + "{\"count\":1}\n",
                "<html>\n",
                "null\n" + LAST
            })
    void aListThatIsNotWholeIsNone(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }
}

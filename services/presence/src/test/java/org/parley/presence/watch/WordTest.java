package org.parley.presence.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.contracts.DeviceId;
import org.parley.contracts.UserId;
import org.parley.presence.board.State;

class WordTest {

    private final ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());

    private Optional<Word> read(String key, String value) {
        byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        return Word.read(new ConsumerRecord<>("t", 0, 0, key, bytes), mapper);
    }

    private static String json(String user, String device, String state) {
        return """
        {"user":"%s","device":"%s","state":"%s","receivedAt":"2026-11-28T12:00:00Z"}\
        """
                .formatted(user, device, state);
    }

    @Test
    void whatADeviceSaysIsRead() {
        assertThat(read("bob", json("bob", "phone", "away")))
                .contains(
                        new Word(
                                new UserId("bob"),
                                new DeviceId("phone"),
                                State.AWAY,
                                Instant.parse("2026-11-28T12:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "{\"user\":\"bob\",\"device\":\"d\",\"state\":\"online\"}",
                "{\"user\":\"bob\",\"device\":\"d\",\"state\":\"online\",\"receivedAt\":\"soon\"}"
            })
    void whatIsNoneIsNone(String value) {
        assertThat(read("bob", value)).isEmpty();
    }

    @Test
    void nobodySpeaksForAnotherByTheKey() {
        assertThat(read("alice", json("bob", "phone", "online"))).isEmpty();
        assertThat(read("server", json("server", "phone", "online"))).isEmpty();
        assertThat(read("bob", json("bob", "a/b", "online"))).isEmpty();
        assertThat(read("bob", json("bob", "phone", "ONLINE"))).isEmpty();
        assertThat(read("bob", null)).isEmpty();
        assertThat(read(null, json("bob", "phone", "online"))).isEmpty();
    }
}

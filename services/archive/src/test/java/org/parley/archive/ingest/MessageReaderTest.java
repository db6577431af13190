package org.parley.archive.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.archive.Said;
import org.parley.archive.ordered.RefusedException;

class MessageReaderTest {

    private static final Instant NOW = Instant.now();

    private final MessageReader reader =
            new MessageReader(
                    new ObjectMapper()
                            .registerModule(new JavaTimeModule())
                            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS),
                    Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void thePayloadIsKeptWithItsUnknownMembers() throws Exception {
        ArchivedMessage message = read(Said.by("alice", "bob", "hi").with("mood", Map.of("x", 1)));

        assertThat(message.payload()).contains("\"mood\":{\"x\":1}").contains("\"hi\"");
        assertThat(message.text()).isEqualTo("hi");
    }

    @Test
    void textAndAttachmentNameAreFound() throws Exception {
        var attachment = Map.of("name", "holiday.jpg", "url", "x");

        ArchivedMessage message =
                read(Said.by("alice", "bob", "look").with("attachment", attachment));

        assertThat(message.words()).contains("'look'", "holiday");
    }

    @ParameterizedTest
    @ValueSource(strings = {"edit", "delete", "reaction"})
    void whatChangesAnotherIsNotFoundItself(String type) throws Exception {
        Said change = Said.by("alice", "bob", "word").as(type, Said.freshId());

        assertThat(read(change).words()).isNull();
    }

    @Test
    void whatHasExpiredOnItsWayIsEmpty() throws Exception {
        ArchivedMessage message = read(Said.by("alice", "bob", "secret").expiring(NOW));

        assertThat(message.payload()).isNull();
        assertThat(message.words()).isNull();
        assertThat(message.text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"from\":\"alice\"|\"from\":\"mallory\"|from is mallory; it must be one of alice_bob",
                "\"from\":\"alice\"|\"from\":null|from is missing",
                "\"type\":\"text\"|\"type\":\"edit\"|ref is missing",
                "\"conversation\":\"alice_bob\"|\"conversation\":\"bob_alice\"|conversation is bob_alice",
                "\"payload\":{|\"payload\":[{|not a MessageSent",
                "\"payload\":{\"message\":\"hi\"}|\"payload\":null|payload is missing",
                "\"timestamp\":null|\"timestamp\":\"+1000000-01-01T00:00:00Z\"|timestamp is"
            })
    void whatTheTableCannotTakeIsRefusedWithItsReason(String part, String other, String reason) {
        String json = Said.by("alice", "bob", "hi").json();
        assertThat(json).contains(part);

        assertThatThrownBy(() -> read(json.replace(part, other)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void anIdOfTheFutureMakesNoPartition() {
        Said said = Said.by("alice", "bob", "hi").at(NOW.plusSeconds(3 * 86_400));

        assertThatThrownBy(() -> read(said)).hasMessageContaining("must not be in the future");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "7", "{\"message\":\"secret\"", "\u0000"})
    void whatIsNoRecordIsRefusedAndNotQuoted(String value) {
        assertThatThrownBy(() -> read(value))
                .isInstanceOf(RefusedException.class)
                .hasMessageNotContaining("secret");
    }

    private ArchivedMessage read(Said said) throws RefusedException {
        return read(said.json());
    }

    private ArchivedMessage read(String value) throws RefusedException {
        return reader.read(
                new ConsumerRecord<>("t", 0, 0, "key", value.getBytes(StandardCharsets.UTF_8)));
    }
}

package org.parley.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {
    private static final List<byte[]> TEXTS = Texts.of(16, 5_000, 1);
    private static final long TIME = Instant.parse("2026-11-23T08:15:30.042Z").toEpochMilli();

    private final Payload payload = payload(200, 1);

    private static Payload payload(int bytes, long seed) {
        return new Payload(bytes, "bench-1", new Random(seed), TEXTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {160, 200, 1_000, 4_096})
    void aMessageHasExactlySoManyBytes(int bytes) throws Exception {
        for (int n : new int[] {1, 12, 123_456, 2_000_000_000}) {
            byte[] message = payload(bytes, 1).of(n, TIME);

            assertThat(message).hasSize(bytes);
            assertThat(new ObjectMapper().readTree(message).get("n").asInt()).isEqualTo(n);
        }
    }

    @Test
    void aMessageSaysWhatAClientsMessageSays() throws Exception {
        JsonNode message = new ObjectMapper().readTree(payload.of(7, TIME));

        assertThat(message.get("device").asText()).isEqualTo("bench-1");
        assertThat(message.get("timestamp").asText()).isEqualTo("2026-11-23T08:15:30.042Z");
        assertThat(message.get("message").asText()).isNotBlank();
    }

    @Test
    void itsIdIsAUuidv7OfItsTime() throws Exception {
        UUID id = UUID.fromString(idOf(payload, 7));

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(TIME);
    }

    @Test
    void aRepeatIsTheSameBytes() {
        assertThat(payload.of(7, TIME)).isEqualTo(payload.of(7, TIME));
    }

    @Test
    void aReceiverFindsTheNumber() {
        assertThat(payload.numberIn(ByteBuffer.wrap(payload.of(70_000, TIME)))).isEqualTo(70_000);
    }

    @Test
    void theNumberIsInTheIdThatAReceiptNames() throws Exception {
        assertThat(payload.numberIn(idOf(payload, 70_000))).isEqualTo(70_000);
    }

    @Test
    void messagesAndIdsOfAnotherRunAreNotOurs() throws Exception {
        Payload other = payload(200, 2);

        assertThat(payload.numberIn(ByteBuffer.wrap(other.of(7, TIME)))).isZero();
        assertThat(payload.numberIn(idOf(other, 7))).isZero();
        assertThat(payload.numberIn(ByteBuffer.wrap("{}".getBytes(UTF_8)))).isZero();
        assertThat(payload.numberIn("no id")).isZero();
    }

    @Test
    void tooFewBytesAreRefusedWithWhatItNeeds() {
        assertThatThrownBy(() -> payload(100, 1))
                .isInstanceOf(CannotMeasure.class)
                .hasMessageMatching("100 bytes are too few for a message: it needs \\d+");
    }

    private static String idOf(Payload payload, int n) throws Exception {
        return new ObjectMapper().readTree(payload.of(n, TIME)).get("id").asText();
    }
}

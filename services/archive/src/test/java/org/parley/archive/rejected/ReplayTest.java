package org.parley.archive.rejected;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.contracts.KafkaTopic;
import org.parley.contracts.MessageId;

class ReplayTest {

    private static final Instant THEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final String ID = "01935d3e-7f00-7abc-8def-0123456789ab";

    private static RejectedMessage letter(String topic, String sender, byte[] payload) {
        return new RejectedMessage(
                1, THEN, topic, sender, "why", payload.length, payload, null, null);
    }

    private static Replay replay(String topic, String sender, String payload) {
        return Replay.of(letter(topic, sender, payload.getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode record(Replay replay) throws Exception {
        return StrictJson.MAPPER.readTree(((Replay.Accepted) replay).record());
    }

    @Test
    void aMessageIsWhatTheBridgeWouldHaveMadeOfItThen() throws Exception {
        Replay replay =
                replay("chat/bob/alice", "alice", "{\"id\":\"" + ID + "\",\"message\":\"hi\"}");

        assertThat(replay).isInstanceOf(Replay.Accepted.class);
        assertThat(((Replay.Accepted) replay).topic()).isEqualTo(KafkaTopic.MESSAGES);
        JsonNode record = record(replay);
        assertThat(record.path("id").asText()).isEqualTo(ID);
        assertThat(record.path("conversation").asText()).isEqualTo("alice_bob");
        assertThat(record.path("from").asText()).isEqualTo("alice");
        assertThat(record.path("receivedAt").asText()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(record.path("payload").path("message").asText()).isEqualTo("hi");
        assertThat(record.has("timestamp")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"message\":\"hi\"}",
                "{\"message\":\"hi\",\"timestamp\":\"2026-03-01T09:59:00Z\"}"
            })
    void askedTwiceItHasTheSameId(String payload) throws Exception {
        Replay first = replay("chat/bob/alice", "alice", payload);
        Replay second = replay("chat/bob/alice", "alice", payload);

        assertThat(record(second)).isEqualTo(record(first));
    }

    /** The archive's own letters have its JSON, not the sender's bytes. */
    @Test
    void whatWasAMessageAlreadyKeepsItsId() throws Exception {
        byte[] payload =
                "{ \"timestamp\":\"2026-03-01T09:59:00Z\",\"message\":\"hi\"}"
                        .getBytes(StandardCharsets.UTF_8);
        UUID known = MessageId.fresh(THEN).value();
        RejectedMessage letter =
                new RejectedMessage(
                        1, THEN, "chat/bob/alice", "alice", "why", 9, payload, known, null);

        assertThat(record(Replay.of(letter)).path("id").asText()).isEqualTo(known.toString());
    }

    @Test
    void aReceiptGoesToTheReceipts() {
        Replay replay =
                replay(
                        "chat/alice/bob/receipt",
                        "bob",
                        "{\"conversation\":\"alice_bob\",\"upTo\":\""
                                + ID
                                + "\",\"state\":\"read\"}");

        assertThat(replay).isInstanceOf(Replay.Accepted.class);
        assertThat(((Replay.Accepted) replay).topic()).isEqualTo(KafkaTopic.RECEIPTS);
        assertThat(((Replay.Accepted) replay).message()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"from\":\"mallory\",\"message\":\"hi\"} | the topic says alice",
                "{\"message\":7}                           | must be a string",
                "{}                                        | one of message, attachment, ref",
                "[]                                        | not a JSON object",
                "null                                      | not a JSON object",
                "nonsense                                  | not a JSON object",
                "{\"message\":\"a\",\"message\":\"b\"}     | not a JSON object",
                "{\"message\":\"a\"} {}                    | not a JSON object",
                "{\"message\":\"a\",\"x\":1e9999}          | exponent"
            })
    void whatStillBreaksARuleIsRefusedInItsWords(String payload, String words) {
        assertThat(replay("chat/bob/alice", "alice", payload))
                .isInstanceOfSatisfying(
                        Replay.Refused.class, refused -> assertThat(refused.why()).contains(words));
    }

    @Test
    void whatWasCutIsStillTooLarge() {
        byte[] kept = new byte[100];
        RejectedMessage letter =
                new RejectedMessage(
                        1, THEN, "chat/bob/alice", "alice", "why", 70_000, kept, null, null);

        assertThat(Replay.of(letter))
                .isEqualTo(
                        new Replay.Refused(
                                "the payload has 70000 bytes; it may have at most 65536"));
    }

    @Test
    void whatIsNoUtf8IsRefused() {
        byte[] payload = "{\"message\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Replay.of(letter("chat/bob/alice", "alice", payload)))
                .isEqualTo(new Replay.Refused("the payload is not UTF-8"));
    }

    @ParameterizedTest
    @CsvSource({
        "chat/bob/alice, mallory",
        "chat/bob/server, server",
        "presence/alice/phone, alice",
        "chat/bob/alice/typing, alice",
        "parley.messages, alice_bob",
        "chat/bob/alice, ''"
    })
    void nobodySpeaksAsAnotherAndOnlyPeopleSpeak(String topic, String sender) {
        assertThat(replay(topic, sender, "{\"message\":\"hi\"}"))
                .isInstanceOf(Replay.NotOfAPerson.class);
    }

    @Test
    void whatWasSaidIsInNoText() {
        RejectedMessage letter =
                letter("chat/bob/alice", "alice", "{\"message\":\"x\"}".getBytes());

        assertThat(letter + " " + Replay.of(letter)).doesNotContain("message\":\"x");
    }
}

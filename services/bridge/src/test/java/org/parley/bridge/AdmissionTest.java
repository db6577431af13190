package org.parley.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.contracts.KafkaTopic;
import org.parley.contracts.MessageRules;

class AdmissionTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.123Z");
    private static final String ID = "01935d3e-7f00-7abc-8def-0123456789ab";

    @Test
    void theObjectOfTheArticleBecomesARecordOfItsConversation() {
        Outcome outcome =
                judge(
                        "{\"from\":\"alice\",\"to\":\"bob\",\"message\":\"Hello, how are you?\","
                                + "\"timestamp\":\"2021-07-01T12:00:00Z\"}");

        assertThat(LogRecord.of(outcome))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.topic()).isEqualTo(KafkaTopic.MESSAGES);
                    assertThat(record.key()).isEqualTo("alice_bob");
                    assertThat(text(record))
                            .contains("\"from\":\"alice\"", "\"type\":\"text\"")
                            .contains("\"timestamp\":\"2021-07-01T12:00:00Z\"")
                            .contains("\"receivedAt\":\"2026-11-23T08:00:00.123Z\"")
                            .doesNotContain("null");
                });
    }

    @Test
    void unknownMembersAreKeptAsTheyCame() {
        String payload =
                "{\"message\":\"ü 😀\",\"big\":123456789012345678901234567890,"
                        + "\"exact\":0.10000000000000000000000001,\"zeros\":1.50,"
                        + "\"nothing\":null,\"deep\":[{\"a\":[true,{}]}],\"z\":1,\"a\":2}";

        assertThat(text(LogRecord.of(judge(payload)).getFirst()))
                .endsWith("\"payload\":" + payload + "}");
    }

    @Test
    void aReceiptBecomesARecordOfItsConversation() {
        Outcome outcome =
                Admission.judge(
                        "chat/alice/bob/receipt",
                        bytes(
                                "{\"conversation\":\"alice_bob\",\"state\":\"read\",\"upTo\":\""
                                        + ID
                                        + "\"}"),
                        NOW);

        assertThat(LogRecord.of(outcome))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.topic()).isEqualTo(KafkaTopic.RECEIPTS);
                    assertThat(record.key()).isEqualTo("alice_bob");
                });
    }

    @Test
    void aReceiptSaysWhichDeviceItIsOf() {
        String payload =
                "{\"conversation\":\"alice_bob\",\"state\":\"read\",\"upTo\":\"%s\",\"device\":\"phone\"}";

        assertThat(
                        LogRecord.of(
                                Admission.judge(
                                        "chat/alice/bob/receipt",
                                        bytes(payload.formatted(ID)),
                                        NOW)))
                .singleElement()
                .satisfies(record -> assertThat(text(record)).contains("\"device\":\"phone\""));
    }

    @Test
    void whatADeviceSaysOfItselfBecomesARecordOfItsUser() {
        Outcome outcome =
                Admission.judge(
                        "presence/alice/phone", bytes("{\"state\":\"away\",\"mood\":1}"), NOW);

        assertThat(LogRecord.of(outcome))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.topic()).isEqualTo(KafkaTopic.PRESENCE);
                    assertThat(record.key()).isEqualTo("alice");
                    assertThat(text(record))
                            .isEqualTo(
                                    "{\"user\":\"alice\",\"device\":\"phone\",\"state\":\"away\","
                                            + "\"receivedAt\":\"2026-11-23T08:00:00.123Z\"}");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "online", "{\"state\":\"busy\"}", "{\"state\":1}"})
    void aDeviceThatSaysNoStateIsTold(String payload) {
        Outcome outcome = Admission.judge("presence/alice/phone", bytes(payload), NOW);

        assertThat(LogRecord.of(outcome))
                .extracting(LogRecord::topic, LogRecord::key)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(KafkaTopic.REJECTED, "alice"),
                        org.assertj.core.groups.Tuple.tuple(KafkaTopic.OUTBOUND, "alice"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chat/alice/server",
                "chat/alice/server/receipt",
                "chat/bob/alice/typing",
                "presence/alice"
            })
    void whatTheServicesSayAndTypingLeaveNoRecord(String topic) {
        assertThat(LogRecord.of(Admission.judge(topic, bytes("not even JSON"), NOW))).isEmpty();
    }

    static Stream<Arguments> brokenPayloads() {
        return Stream.of(
                arguments("", "the payload is empty; it must be a JSON object"),
                arguments("  ", "the payload is empty; it must be a JSON object"),
                arguments("[1]", "the payload is a JSON array; it must be a JSON object"),
                arguments("\"hi\"", "the payload is a JSON string; it must be a JSON object"),
                arguments("42", "the payload is a JSON number; it must be a JSON object"),
                arguments("null", "the payload is a JSON literal; it must be a JSON object"),
                arguments("{\"message\":\"hi\"", "the payload is not JSON: it ends too early"),
                arguments("{\"message\":\"hi", "the payload is not JSON: it ends too early"),
                arguments("{message:1}", "the payload is not JSON: Unexpected character ('m'"),
                arguments("{'message':'x'}", "the payload is not JSON: Unexpected character ('''"),
                arguments("{\"message\":NaN}", "the payload is not JSON: Non-standard token 'NaN'"),
                arguments("{\"message\":[1}", "the payload is not JSON: Unexpected close marker"),
                arguments(
                        "{\"message\":\"a\nb\"}",
                        "the payload is not JSON: Illegal unquoted character"),
                arguments(
                        "{\"message\":\"hi\"} {}",
                        "something follows the object, at line 1, column 18"),
                arguments("{\"message\":\"hi\"}x", "the payload is not JSON: Unrecognized token"),
                arguments(
                        "{\"message\":\"a\",\"message\":\"b\"}",
                        "the payload is not JSON: Duplicate field 'message', at line 1"),
                arguments(
                        "{\"message\":\"a\",\"x\":[{\"y\":1,\"y\":1}]}",
                        "the payload is not JSON: Duplicate field 'y', at line 1"),
                arguments("\uFEFF{\"message\":\"a\"}", "the payload is not JSON: Unexpected"),
                arguments(
                        "{\"message\":" + "[".repeat(64) + "]".repeat(64) + "}",
                        "the payload has more than 64 levels"),
                arguments("[".repeat(60_000), "the payload is a JSON array"),
                arguments("{\"a\":".repeat(10_000), "the payload has more than 64 levels"),
                arguments(
                        "{\"message\":\"a\",\"x\":" + "9".repeat(1_001) + "}",
                        "or a number of more than 1000 digits"),
                arguments(
                        "{\"message\":\"a\",\"x\":1e999999999}",
                        "a number is 1E+999999999; its exponent may be at most 1000"),
                arguments(
                        "{\"message\":\"a\",\"x\":[{\"y\":-5e-1001}]}",
                        "a number is -5E-1001; its exponent may be at most 1000"),
                arguments("{}", "one of message, attachment, ref must be present"),
                arguments("{\"message\":5}", "message is 5; it must be a string"),
                arguments("{\"message\":\"a\\u0000b\"}", "a string contains U+0000"),
                arguments(
                        "{\"message\":\"a\\ud800b\"}",
                        "a string contains half of a surrogate pair"),
                arguments(
                        "{\"message\":\"a\",\"x\\udc00\":1}",
                        "a string contains half of a surrogate pair"),
                arguments(
                        "{\"message\":\"a\",\"timestamp\":\"yesterday\"}",
                        "timestamp is \"yesterday\"; it must be an RFC 3339 time"),
                arguments(
                        "{\"message\":\"a\",\"timestamp\":\"1970-01-01T00:00:00Z\"}",
                        "it must lie between 2000 and 24 hours from now"),
                arguments(
                        "{\"message\":\"a\",\"timestamp\":\"2026-11-24T08:00:01Z\"}",
                        "it must lie between 2000 and 24 hours from now"),
                arguments(
                        "{\"message\":\"a\",\"timestamp\":\"+999999999-12-31T23:59:59Z\"}",
                        "it must lie between 2000 and 24 hours from now"),
                arguments(
                        "{\"message\":\"a\",\"from\":\"carol\"}",
                        "from is \"carol\"; the topic says alice"));
    }

    @ParameterizedTest
    @MethodSource("brokenPayloads")
    void aBrokenPayloadIsRejectedWithItsReason(String payload, String reason) {
        Outcome.Rejected rejected = rejected(judge(payload));

        assertThat(rejected.letter().reason()).contains(reason).doesNotContain("StreamRead");
        assertThat(rejected.letter().from()).isEqualTo("alice");
        assertThat(rejected.letter().topic()).isEqualTo("chat/bob/alice");
        assertThat(rejected.letter().size()).isEqualTo(bytes(payload).length);
        assertThat(Base64.getDecoder().decode(rejected.letter().payload()))
                .isEqualTo(bytes(payload));
    }

    static Stream<Arguments> brokenBytes() {
        return Stream.of(
                arguments("7B22FF227D", "the payload is not UTF-8: FF at byte 2"),
                arguments("7B22C3227D", "the payload is not UTF-8: C3 at byte 2"),
                arguments("C0AF", "the payload is not UTF-8: C0 at byte 0"),
                arguments("EDA080", "the payload is not UTF-8: ED A0 80 at byte 0"),
                arguments("F4908080", "the payload is not UTF-8: F4 at byte 0"),
                arguments("7B22E282", "the payload is not UTF-8: E2 82 at byte 2"));
    }

    @ParameterizedTest
    @MethodSource("brokenBytes")
    void bytesThatAreNotUtf8AreNamed(String hex, String reason) {
        byte[] payload = java.util.HexFormat.of().parseHex(hex);

        Outcome.Rejected rejected = rejected(Admission.judge("chat/bob/alice", payload, NOW));

        assertThat(rejected.letter().reason()).isEqualTo(reason);
        assertThat(rejected.kind()).isEqualTo(RejectionKind.ENCODING);
    }

    @Test
    void aReplacementCharacterThatWasSentIsNoMistake() {
        assertThat(judge("{\"message\":\"\uFFFD\"}")).isInstanceOf(Outcome.Message.class);
    }

    @Test
    void sixtyFourKibibytesAreAcceptedAndOneMoreIsNot() {
        String frame = "{\"message\":\"\"}";
        String most = "x".repeat(MessageRules.MAX_BYTES - frame.length());

        assertThat(judge("{\"message\":\"" + most + "\"}")).isInstanceOf(Outcome.Message.class);
        Outcome.Rejected rejected = rejected(judge("{\"message\":\"" + most + "x\"}"));
        assertThat(rejected.letter().reason())
                .isEqualTo("the payload has 65537 bytes; it may have at most 65536");
        assertThat(rejected.kind()).isEqualTo(RejectionKind.SIZE);
    }

    @Test
    void ofAHugePayloadOnlySoMuchIsKeptAsFitsIntoKafka() {
        Outcome.Rejected rejected =
                rejected(Admission.judge("chat/bob/alice", new byte[5_000_000], NOW));

        assertThat(rejected.letter().size()).isEqualTo(5_000_000);
        assertThat(Json.write(rejected.letter()).length).isLessThan(1_000_000);
    }

    @Test
    void theSenderIsToldValueRuleAndTheIdItGave() {
        Outcome outcome = judge("{\"id\":\"" + ID + "\",\"message\":\"hi\",\"to\":\"carol\"}");

        assertThat(LogRecord.of(outcome))
                .extracting(LogRecord::topic, LogRecord::key)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(KafkaTopic.REJECTED, "alice"),
                        org.assertj.core.groups.Tuple.tuple(KafkaTopic.OUTBOUND, "alice"));
        assertThat(text(LogRecord.of(outcome).get(1)))
                .contains("\"topic\":\"chat/alice/server\"", "\"id\":\"" + ID + "\"")
                .contains("to is \\\"carol\\\"; the topic says bob");
    }

    @Test
    void aReasonThatQuotesHalfAnEmojiCanBeWrittenAsJson() {
        String type = "x".repeat(79) + "😀";

        Outcome outcome =
                judge("{\"message\":\"hi\",\"type\":\"" + type + "\",\"id\":\"\\ud800\"}");
        Outcome cut = judge("{\"message\":\"hi\",\"type\":\"" + type + "\"}");

        for (LogRecord record : LogRecord.of(outcome)) assertThat(text(record)).isNotEmpty();
        for (LogRecord record : LogRecord.of(cut)) assertThat(text(record)).contains("x?…");
    }

    @Test
    void whatCameOnATopicThatDoesNotExistIsKeptButNobodyIsTold() {
        Outcome outcome = Admission.judge("chat/Bob/alice", bytes("{}"), NOW);

        assertThat(LogRecord.of(outcome))
                .extracting(LogRecord::topic)
                .isEqualTo(List.of(KafkaTopic.REJECTED));
        assertThat(rejected(outcome).kind()).isEqualTo(RejectionKind.TOPIC);
    }

    @Test
    void theSameObjectWithATimestampHasTheSameIdEachTime() {
        String payload = "{\"message\":\"hi\",\"timestamp\":\"2021-07-01T12:00:00Z\"}";

        assertThat(id(judge(payload)))
                .isEqualTo(id(judge(payload)))
                .isEqualTo("017a61f0-aa00-83a8-a292-19df48a60f8a");
    }

    private static String id(Outcome outcome) {
        return outcome instanceof Outcome.Message(var sent) ? sent.id().toString() : "none";
    }

    private static Outcome judge(String payload) {
        return Admission.judge("chat/bob/alice", bytes(payload), NOW);
    }

    private static Outcome.Rejected rejected(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        return (Outcome.Rejected) outcome;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(LogRecord record) {
        return new String(Json.write(record.record()), StandardCharsets.UTF_8);
    }
}

package org.parley.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parley.contracts.ConversationId;
import org.parley.contracts.KafkaTopic;
import org.parley.contracts.MessageRules;
import org.parley.contracts.UserId;
import org.parley.testkit.Log;
import org.parley.testkit.Stack;

/** What people publish becomes records, and what services write becomes notices. */
class BridgingIT {

    private static final Stack STACK = Stack.shared();
    private static final Log LOG = new Log(STACK);
    private static final BridgeProcess BRIDGE = new BridgeProcess(STACK);

    private final Person alice = new Person(STACK, "alice");
    private final Person bob = new Person(STACK, "bob");
    private final String conversation =
            ConversationId.between(new UserId(alice.name), new UserId(bob.name)).value();

    @BeforeAll
    static void start() {
        BRIDGE.with("QUARKUS_OTEL_SDK_DISABLED", "false").start().awaitReady();
    }

    @AfterAll
    static void stop() {
        BRIDGE.close();
    }

    @AfterEach
    void hangUp() {
        alice.close();
        bob.close();
    }

    @Test
    void aMessageIsOnTheLogUnderItsConversation() {
        alice.says(bob, "{\"message\":\"Hello, how are you?\",\"mood\":[1.50,null,\"ü😀\"]}");

        assertThat(awaitMessages(1).getFirst().value())
                .contains("\"conversation\":\"" + conversation + "\"")
                .contains("\"from\":\"" + alice.name + "\",\"to\":\"" + bob.name + "\"")
                .endsWith(
                        "\"payload\":{\"message\":\"Hello, how are you?\","
                                + "\"mood\":[1.50,null,\"ü😀\"]}}");
    }

    @Test
    void aMessageCarriesItsTraceToWhoeverReadsTheLog() {
        alice.says(bob, "{\"message\":\"hi\"}");

        assertThat(awaitMessages(1).getFirst().headers().lastHeader("traceparent").value())
                .asString(StandardCharsets.US_ASCII)
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @Test
    void aReceiptIsOnTheLogUnderItsConversation() {
        String id = "01935d3e-7f00-7abc-8def-0123456789ab";
        bob.publishes(
                        "chat/" + alice.name + "/" + bob.name + "/receipt",
                        bytes(
                                "{\"conversation\":\""
                                        + conversation
                                        + "\",\"state\":\"read\",\"upTo\":\""
                                        + id
                                        + "\",\"device\":\"test\"}"))
                .join();

        JsonNode receipt =
                json(awaitRecords(KafkaTopic.RECEIPTS, conversation, 1).getFirst().value());
        assertThat(receipt.path("from").asText()).isEqualTo(bob.name);
        assertThat(receipt.path("upTo").asText()).isEqualTo(id);
        assertThat(receipt.path("device").asText()).isEqualTo("test");
    }

    @Test
    void typingIsNotOnTheLog() {
        alice.publishes("chat/" + bob.name + "/" + alice.name + "/typing", bytes("{}")).join();
        alice.says(bob, "{\"message\":\"done typing\"}");

        awaitMessages(1);
        assertThat(LOG.withKey(KafkaTopic.REJECTED, alice.name)).isEmpty();
    }

    @Test
    void aRejectedMessageIsKeptWithItsReasonAndItsSenderIsTold() {
        alice.says(
                bob,
                "{\"id\":\"01935d3e-7f00-7abc-8def-0123456789ab\",\"to\":\"carol\",\"message\":\"x\"}");

        String reason = "to is \"carol\"; the topic says " + bob.name;
        JsonNode letter = json(awaitRecords(KafkaTopic.REJECTED, alice.name, 1).getFirst().value());
        assertThat(letter.path("reason").asText()).isEqualTo(reason);
        await().untilAsserted(() -> assertThat(notices(alice)).hasSize(1));
        JsonNode notice = notices(alice).getFirst();
        assertThat(notice.path("event").asText()).isEqualTo("rejected");
        assertThat(notice.path("reason").asText()).isEqualTo(reason);
        assertThat(notice.path("id").asText()).isEqualTo("01935d3e-7f00-7abc-8def-0123456789ab");
        assertThat(notice.path("topic").asText()).isEqualTo("chat/" + bob.name + "/" + alice.name);
        assertThat(notices(bob)).isEmpty();
    }

    @Test
    void noPayloadHoldsUpTheNext() {
        List<byte[]> broken =
                List.of(
                        new byte[0],
                        bytes("{\"message\":"),
                        new byte[] {'{', '"', (byte) 0xC3, '"'},
                        bytes("[".repeat(60_000)),
                        bytes("{\"message\":\"x\",\"x\":1e999999999}"),
                        bytes("{\"message\":\"a\\u0000b\"}"),
                        bytes("{\"message\":\"x\",\"timestamp\":\"0001-01-01T00:00:00Z\"}"),
                        filled(MessageRules.MAX_BYTES + 1));
        for (byte[] payload : broken)
            alice.publishes("chat/" + bob.name + "/" + alice.name, payload).join();
        alice.says(bob, "{\"message\":\"after all of them\"}");

        awaitMessages(1);
        var letters = awaitRecords(KafkaTopic.REJECTED, alice.name, broken.size());
        assertThat(letters)
                .map(letter ->
                        Base64.getDecoder().decode(json(letter.value()).path("payload").asText()))
                .usingElementComparator(Arrays::compare)
                .containsExactlyElementsOf(broken);
        await().untilAsserted(() -> assertThat(notices(alice)).hasSameSizeAs(broken));
    }

    @Test
    void theLargestMessageIsAccepted() {
        alice.publishes("chat/" + bob.name + "/" + alice.name, filled(MessageRules.MAX_BYTES))
                .join();

        awaitMessages(1);
    }

    @Test
    void theSameMessageThreeTimesIsThreeRecordsWithOneId() {
        String payload = "{\"message\":\"hi\",\"timestamp\":\"2021-07-01T12:00:00Z\"}";
        for (int i = 0; i < 3; i++) alice.says(bob, payload);

        assertThat(awaitMessages(3))
                .map(record -> json(record.value()).path("id").asText())
                .hasSize(3)
                .containsOnly(json(awaitMessages(3).getFirst().value()).path("id").asText());
    }

    @Test
    void aThousandMessagesKeepTheOrderOfTheirSender() {
        for (int n = 1; n <= 1_000; n++) alice.says(bob, "{\"message\":\"hi\",\"n\":" + n + "}");

        assertThat(awaitMessages(1_000))
                .map(record -> json(record.value()).path("payload").path("n").asInt())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 1_000).boxed().toList());
    }

    @Test
    void whatAServiceWritesIsPublishedInOrder() {
        String topic = "chat/" + alice.name + "/server/receipt";
        for (int n = 0; n < 10; n++) LOG.write(KafkaTopic.OUTBOUND, alice.name, outbound(topic, n));

        await().untilAsserted(() ->
                assertThat(alice.heard(topic))
                        .containsExactlyElementsOf(
                                IntStream.range(0, 10)
                                        .mapToObj(n -> "{\"n\":" + n + "}")
                                        .toList()));
    }

    @Test
    void anUnfitOutboundRecordIsSetAsideAndHoldsNobodyUp() {
        String forged = "chat/" + alice.name + "/" + bob.name;
        LOG.write(KafkaTopic.OUTBOUND, alice.name, "{nonsense " + alice.name);
        LOG.write(KafkaTopic.OUTBOUND, alice.name, outbound(forged, 1));
        LOG.write(KafkaTopic.OUTBOUND, alice.name, outbound("chat/" + alice.name + "/server", 2));

        await().untilAsserted(() ->
                assertThat(alice.heard("chat/" + alice.name + "/server"))
                        .containsExactly("{\"n\":2}"));
        assertThat(alice.heard(forged)).isEmpty();
        await().untilAsserted(() -> assertThat(setAside()).hasSize(2));
        assertThat(setAside().get(1).path("reason").asText())
                .isEqualTo("a service speaks for no person");
    }

    private List<JsonNode> setAside() {
        return LOG.withKey(KafkaTopic.REJECTED, UserId.SERVER).stream()
                .map(record -> json(record.value()))
                .filter(letter -> original(letter).contains(alice.name))
                .toList();
    }

    private static String original(JsonNode letter) {
        byte[] payload = Base64.getDecoder().decode(letter.path("payload").asText());
        return new String(payload, StandardCharsets.UTF_8);
    }

    private static String outbound(String topic, int n) {
        return "{\"topic\":\"" + topic + "\",\"retain\":false,\"payload\":{\"n\":" + n + "}}";
    }

    private List<ConsumerRecord<String, String>> awaitMessages(int count) {
        return awaitRecords(KafkaTopic.MESSAGES, conversation, count);
    }

    private static List<ConsumerRecord<String, String>> awaitRecords(
            String topic, String key, int count) {
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> LOG.withKey(topic, key), records -> records.size() >= count);
    }

    private static List<JsonNode> notices(Person person) {
        return person.heard("chat/" + person.name + "/server").stream()
                .map(BridgingIT::json)
                .toList();
    }

    /** A legal message of exactly so many bytes. */
    private static byte[] filled(int size) {
        String frame = "{\"message\":\"\"}";
        return bytes(frame.replace("\"\"", '"' + "x".repeat(size - frame.length()) + '"'));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

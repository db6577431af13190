package org.parley.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bob tells alice how far he has read. */
class ReceiptRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final String ID = "01935d3e-7f00-7abc-8def-0123456789ab";
    private static final Topic.Receipt TOPIC =
            new Topic.Receipt(new UserId("alice"), new UserId("bob"));

    @Test
    void aReceipt() {
        assertThat(check(receipt()))
                .isEqualTo(
                        new Verdict.Accepted<>(
                                new ReceiptSent(
                                        "alice_bob",
                                        "bob",
                                        "alice",
                                        UUID.fromString(ID),
                                        "read",
                                        null,
                                        NOW,
                                        null)));
    }

    @Test
    void aReceiptMaySayWhichDeviceItIsOf() {
        Map<String, Object> receipt = receipt();
        receipt.put("device", "phone");

        assertThat(check(receipt))
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        accepted ->
                                assertThat(((ReceiptSent) accepted.event()).device())
                                        .isEqualTo("phone"));
    }

    @Test
    void aReceiptForAGroupMessageGoesToItsAuthor() {
        Map<String, Object> receipt = receipt();
        receipt.put("conversation", "g-01jd8x4v9zq2m3n4p5r6s7t8v9");

        assertThat(check(receipt)).isInstanceOf(Verdict.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "conversation, , conversation is missing",
        "conversation, bob_carol, conversation is \"bob_carol\"; it must be alice_bob or a group",
        "conversation, bob_alice, conversation is \"bob_alice\"; it must be alice_bob or a group",
        "upTo, , upTo is missing; it is the last message's id",
        "upTo, 7, upTo is \"7\"; an id is a UUIDv7 (RFC 9562)",
        "state, , state is missing",
        "state, stored, state is \"stored\"; it must be delivered or read",
        "device, my phone, 'device is \"my phone\"; a device is [A-Za-z0-9-]{1,64}'",
        "timestamp, now, timestamp is \"now\"; it must be an RFC 3339 time such as 2021-07-01T12:00:00Z",
    })
    void noReceiptAndWhy(String member, String value, String reason) {
        Map<String, Object> receipt = receipt();
        receipt.put(member, value);

        assertThat(check(receipt)).isEqualTo(new Verdict.Rejected<ReceiptSent>(reason));
    }

    private static Verdict<ReceiptSent> check(Map<String, Object> receipt) {
        return ReceiptRules.check(TOPIC, receipt, NOW);
    }

    private static Map<String, Object> receipt() {
        return new HashMap<>(Map.of("conversation", "alice_bob", "upTo", ID, "state", "read"));
    }
}

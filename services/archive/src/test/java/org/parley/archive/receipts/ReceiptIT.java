package org.parley.archive.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.archive.ArchiveUnderTest;
import org.parley.archive.Rows;
import org.parley.archive.Said;
import org.parley.contracts.KafkaTopic;
import org.parley.contracts.ReceiptSent;
import org.parley.testkit.Log;
import org.parley.testkit.Stack;

@QuarkusTest
@WithTestResource(value = ArchiveUnderTest.class, scope = TestResourceScope.MATCHING_RESOURCES)
class ReceiptIT {

    @Inject AgroalDataSource dataSource;
    @Inject ReceiptWriter writer;

    private final Log log = new Log(Stack.shared());
    private Rows rows;
    private Said first;
    private Said second;

    @BeforeEach
    void twoMessages() {
        rows = new Rows(dataSource::getConnection);
        String unique = UUID.randomUUID().toString().substring(0, 8);
        first = Said.by("alice-" + unique, "bob-" + unique, "one");
        second = Said.by("alice-" + unique, "bob-" + unique, "two");
    }

    @Test
    void aReceiptFromTheLogBecomesAWatermark() {
        archive(first);
        ReceiptSent read = first.receipt("read");
        log.write(KafkaTopic.RECEIPTS, first.conversation(), Said.json(read));

        soon().untilAsserted(() -> assertThat(states()).containsExactly("delivered", "read"));
        assertThat(watermarks())
                .allSatisfy(mark ->
                        assertThat(mark)
                                .containsEntry("user_id", first.to())
                                .containsEntry("up_to", first.id())
                                .containsEntry("position", rows.message(first).get("position")));
    }

    @Test
    void aWatermarkMovesForwardOnlyAndEachMoveHasItsPosition() throws Exception {
        archive(first, second);
        writer.write(List.of(first.receipt("delivered")));
        long change = change();
        writer.write(List.of(second.receipt("delivered")));
        long moved = change();
        writer.write(List.of(first.receipt("delivered"), second.receipt("delivered")));

        assertThat(moved).isGreaterThan(change);
        assertThat(change()).isEqualTo(moved);
        assertThat(watermarks().getFirst()).containsEntry("up_to", second.id());
    }

    @Test
    void readAlsoMovesDeliveredButNotTheOtherWayRound() throws Exception {
        archive(first, second);
        writer.write(List.of(first.receipt("read")));
        writer.write(List.of(second.receipt("delivered")));

        assertThat(watermarks())
                .extracting(mark -> mark.get("up_to"))
                .containsExactly(second.id(), first.id());
    }

    @Test
    void anEarlyReceiptIsAppliedWhenItsMessageComes() throws Exception {
        writer.write(List.of(first.receipt("read")));
        assertThat(watermarks()).isEmpty();
        archive(first);

        soon().untilAsserted(() -> assertThat(states()).containsExactly("delivered", "read"));
        assertThat(
                        rows.count(
                                "SELECT count(*) FROM pending_receipt WHERE conversation = ?",
                                first.conversation()))
                .isZero();
    }

    @Test
    void anEarlyReceiptOfAnOlderMessageMovesNothingBack() throws Exception {
        writer.write(List.of(second.receipt("delivered")));
        archive(first);
        archive(second);
        soon().untilAsserted(() -> assertThat(states()).containsExactly("delivered"));
        writer.write(List.of(first.receipt("delivered")));

        assertThat(watermarks().getFirst()).containsEntry("up_to", second.id());
    }

    @Test
    void aStrangersReceiptIsADeadLetter() {
        archive(first);
        ReceiptSent receipt = first.receipt("read");
        ReceiptSent stranger =
                new ReceiptSent(
                        receipt.conversation(),
                        "mallory",
                        receipt.to(),
                        receipt.upTo(),
                        "read",
                        null,
                        Instant.now(),
                        null);
        log.write(KafkaTopic.RECEIPTS, first.conversation(), Said.json(stranger));
        log.write(KafkaTopic.RECEIPTS, first.conversation(), Said.json(receipt));

        soon().untilAsserted(() -> assertThat(states()).containsExactly("delivered", "read"));
        assertThat(watermarks()).extracting(mark -> mark.get("user_id")).containsOnly(first.to());
        soon().untilAsserted(() ->
                assertThat(rejected(first.conversation()))
                        .singleElement()
                        .satisfies(letter -> assertThat(letter).contains("from is mallory")));
    }

    @Test
    void aGroupsReceiptCountsFromMembersOnly() throws Exception {
        String group = "g-" + Said.freshId();
        List<ReceiptSent> strangers =
                writer.write(
                        List.of(
                                new ReceiptSent(
                                        group,
                                        first.to(),
                                        first.from(),
                                        first.id(),
                                        "read",
                                        null,
                                        Instant.now(),
                                        null)));

        assertThat(strangers).hasSize(1);
        assertThat(rows.count("SELECT count(*) FROM pending_receipt WHERE conversation = ?", group))
                .isZero();
    }

    private void archive(Said... said) {
        for (Said one : said) log.write(KafkaTopic.MESSAGES, one.conversation(), one.json());
        for (Said one : said)
            soon().until(() ->
                    rows.count("SELECT count(*) FROM message WHERE id = ?", one.id()) == 1);
    }

    private List<Map<String, @Nullable Object>> watermarks() {
        return rows.watermarks(first.conversation());
    }

    private List<Object> states() {
        return watermarks().stream()
                .map(mark -> (Object) String.valueOf(mark.get("state")))
                .toList();
    }

    private long change() {
        return ((Number) watermarks().getFirst().get("change")).longValue();
    }

    private List<String> rejected(String key) {
        return log.withKey(KafkaTopic.REJECTED, key).stream().map(ConsumerRecord::value).toList();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(200));
    }
}

package org.parley.archive.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.archive.ArchiveUnderTest;
import org.parley.archive.Rows;
import org.parley.archive.Said;
import org.parley.contracts.KafkaTopic;
import org.parley.contracts.MessageRules;
import org.parley.contracts.MessageSent;
import org.parley.contracts.Topic;
import org.parley.contracts.Verdict;
import org.parley.testkit.Log;
import org.parley.testkit.Stack;

@QuarkusTest
@WithTestResource(value = ArchiveUnderTest.class, scope = TestResourceScope.MATCHING_RESOURCES)
class MessageConsumerIT {

    private final ObjectMapper mapper = new ObjectMapper();

    private final Log log = new Log(Stack.shared());
    private Rows rows;
    private Said hi;

    @BeforeEach
    void aMessage() {
        rows = Rows.underTest();
        String unique = UUID.randomUUID().toString().substring(0, 8);
        hi = Said.by("alice-" + unique, "bob-" + unique, "hi");
    }

    @Test
    void theArticlesObjectIsArchivedAsItIs() throws Exception {
        String article =
                """
                {"from":"%s","to":"%s","message":"Hello, how are you?","timestamp":"2021-07-01T12:00:00Z"}\
                """
                        .formatted(hi.from(), hi.to());
        publish(accepted(article));

        soon().untilAsserted(() -> assertThat(rows.messages(hi.conversation())).hasSize(1));
        var row = rows.messages(hi.conversation()).getFirst();
        assertThat(mapper.readTree(String.valueOf(row.get("payload"))))
                .isEqualTo(mapper.readTree(article));
        assertThat(row.get("sent_at")).hasToString("2021-07-01 12:00:00.0");
    }

    @Test
    void theAuthorIsToldThatItIsStoredAlsoForARepeat() {
        publish(hi);
        soon().untilAsserted(() -> assertThat(storedReceipts()).hasSize(1));
        publish(hi);
        soon().untilAsserted(() -> assertThat(storedReceipts()).hasSize(2));

        Object position = rows.message(hi).get("position");
        assertThat(storedReceipts())
                .allSatisfy(receipt ->
                        assertThat(receipt)
                                .contains(
                                        "\"topic\":\"chat/" + hi.from() + "/server/receipt\"",
                                        "\"conversation\":\"" + hi.conversation() + "\"",
                                        "[[\"" + hi.id() + "\"," + position + "]]"));
        assertThat(rows.messages(hi.conversation())).hasSize(1);
    }

    @Test
    void aRepeatOnAnotherPartitionIsOneRow() {
        for (String key : List.of("a", "b", "c", "d"))
            log.write(KafkaTopic.MESSAGES, key, hi.json());
        Said last = Said.by(hi.from(), hi.to(), "last");
        for (String key : List.of("a", "b", "c", "d"))
            log.write(KafkaTopic.MESSAGES, key, last.json());

        // In one batch or in several.
        soon().untilAsserted(() ->
                assertThat(String.join("\n", storedReceipts()))
                        .contains(hi.id().toString(), last.id().toString()));
        assertThat(rows.messages(hi.conversation())).hasSize(2);
    }

    @Test
    void poisonGoesToTheDeadLettersAndBlocksNothing() {
        String forged = hi.json().replace("\"from\":\"" + hi.from(), "\"from\":\"mallory");
        log.write(KafkaTopic.MESSAGES, hi.conversation(), "{\"no\":");
        log.write(KafkaTopic.MESSAGES, hi.conversation(), forged);
        publish(hi);

        soon().untilAsserted(() -> assertThat(rows.messages(hi.conversation())).hasSize(1));
        soon().untilAsserted(() ->
                assertThat(rejected(hi.conversation()))
                        .anySatisfy(letter -> assertThat(letter).contains("not a MessageSent"))
                        .anySatisfy(letter ->
                                assertThat(letter).contains("from is mallory; it must be one of")));
    }

    @Test
    void whatPostgresRefusesIsToldItsSenderAndTheRestGoesIn() {
        // A lexeme's positions aside, only U+0000 is left that PostgreSQL's text cannot take.
        Said poison = Said.by(hi.from(), hi.to(), "new text").as("a\u0000b", hi.id());
        publish(poison);
        publish(hi);

        soon().untilAsserted(() -> assertThat(rows.messages(hi.conversation())).hasSize(1));
        soon().untilAsserted(() ->
                assertThat(rejected(hi.from()))
                        .singleElement()
                        .satisfies(letter -> assertThat(letter).contains("SQLSTATE 22021")));
        assertThat(outbound())
                .anySatisfy(notice ->
                        assertThat(notice)
                                .contains("\"event\":\"rejected\"", poison.id().toString()));
    }

    private MessageSent accepted(String json) throws Exception {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        var topic = (Topic.Message) Topic.parse("chat/" + hi.to() + "/" + hi.from()).orElseThrow();
        Map<String, Object> object = mapper.readValue(bytes, new TypeReference<>() {});
        var verdict = MessageRules.check(topic, bytes, object, Instant.now());
        return ((Verdict.Accepted<MessageSent>) verdict).event();
    }

    private void publish(MessageSent event) {
        log.write(KafkaTopic.MESSAGES, event.conversation(), Said.json(event));
    }

    private void publish(Said said) {
        publish(said.event());
    }

    private List<String> outbound() {
        return log.withKey(KafkaTopic.OUTBOUND, hi.from()).stream()
                .map(ConsumerRecord::value)
                .toList();
    }

    private List<String> storedReceipts() {
        return outbound().stream().filter(value -> value.contains("\"stored\"")).toList();
    }

    private List<String> rejected(String key) {
        return log.withKey(KafkaTopic.REJECTED, key).stream().map(ConsumerRecord::value).toList();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(200));
    }
}

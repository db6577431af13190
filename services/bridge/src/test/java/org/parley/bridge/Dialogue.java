package org.parley.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.parley.contracts.ConversationId;
import org.parley.contracts.KafkaTopic;
import org.parley.contracts.UserId;
import org.parley.testkit.Log;
import org.parley.testkit.Stack;

/** Alice, who numbers what she says to bob, and what the log has of it. */
final class Dialogue implements AutoCloseable {

    final Person alice;
    final Person bob;
    private final Log log;
    private int sent;

    Dialogue(Stack stack) {
        alice = new Person(stack, "alice");
        bob = new Person(stack, "bob");
        log = new Log(stack);
    }

    /** So many messages from alice, each with the next number. */
    void sends(int count) {
        for (int i = 0; i < count; i++)
            alice.says(bob, "{\"message\":\"hi\",\"n\":" + ++sent + "}");
    }

    /** At least once, and the first of each in order. */
    void isOnTheLogInOrder() {
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() ->
                        assertThat(new LinkedHashSet<>(numbers()))
                                .containsExactlyElementsOf(all()));
    }

    void isOnTheLogExactlyOnceInOrder() {
        isOnTheLogInOrder();
        assertThat(numbers()).containsExactlyElementsOf(all());
    }

    void isOnTheLogExactlyOnceInAnyOrder() {
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(
                        () -> assertThat(numbers()).containsExactlyInAnyOrderElementsOf(all()));
    }

    private List<Integer> all() {
        return IntStream.rangeClosed(1, sent).boxed().toList();
    }

    private List<Integer> numbers() {
        String conversation =
                ConversationId.between(new UserId(alice.name), new UserId(bob.name)).value();
        return log.withKey(KafkaTopic.MESSAGES, conversation).stream()
                .map(record -> number(record.value()))
                .toList();
    }

    private static int number(String record) {
        try {
            return Json.MAPPER.readTree(record).path("payload").path("n").asInt();
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + record, e);
        }
    }

    @Override
    public void close() {
        alice.close();
        bob.close();
    }
}

package org.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Promises 1 and 3: at 150 messages/s one process is killed with SIGKILL and comes back 10 seconds
 * later. Live chat goes on (but for the broker itself), and in the end the archive has every
 * message exactly once.
 */
class KilledProcessIT {

    private static final int PER_SECOND = 150;
    private static final Duration DOWN = Duration.ofSeconds(10);

    private final Parley parley = Parley.running();
    private final Person alice = parley.person("alice").reconnecting().online();
    private final Person bob = parley.person("bob").reconnecting().online();

    @AfterEach
    void hangUp() {
        alice.close();
        bob.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bridge", "archive", "kafka", "postgres", "keycloak"})
    void liveChatGoesOnAndNothingIsLost(String process) {
        try (RepeatingSender sender = new RepeatingSender(alice, bob, PER_SECOND)) {
            await().until(() -> !alice.stored().isEmpty());

            parley.kill(process);
            int before = bob.inbox().size();
            pause(DOWN.minusSeconds(2));
            assertThat(parley.isRunning(process)).as(process + " is still down").isFalse();
            assertThat(bob.inbox().size() - before)
                    .as("messages that bob heard while %s was down", process)
                    .isGreaterThan(PER_SECOND * 6);

            everythingIsArchivedOnce(sender, process);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "broker")
    void whenTheBrokerComesBackNothingIsLost(String process) {
        try (RepeatingSender sender = new RepeatingSender(alice, bob, PER_SECOND)) {
            await().until(() -> !alice.stored().isEmpty());

            parley.kill(process);
            pause(DOWN.minusSeconds(2));
            assertThat(parley.isRunning(process)).isFalse();

            everythingIsArchivedOnce(sender, process);
        }
    }

    private void everythingIsArchivedOnce(RepeatingSender sender, String process) {
        parley.awaitReady(process);
        pause(Duration.ofSeconds(3));
        Set<String> sent = sender.stopSending();
        await().atMost(Duration.ofSeconds(120))
                .untilAsserted(
                        () -> assertThat(sender.unconfirmed()).as("without a receipt").isZero());

        List<String> archived =
                ArchiveAnswers.as(bob).sync().stream()
                        .map(message -> message.path("id").asText())
                        .toList();
        assertThat(archived).doesNotHaveDuplicates();
        assertThat(archived).containsExactlyInAnyOrderElementsOf(sent);
        System.out.printf(
                "killed %s: sent=%d archived=%d repeated=%d%n",
                process, sent.size(), archived.size(), sender.repeats());
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

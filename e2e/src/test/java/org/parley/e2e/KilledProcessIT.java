package org.parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Promises 1 and 3: at 150 messages/s one process is killed with SIGKILL and comes back 10 seconds
 * later. Live chat goes on (but for the broker itself), and in the end the archive has every
 * message exactly once.
 */
@Isolated("kills what everybody uses")
class KilledProcessIT {

    /** One client may publish 50 a second, so it takes a few. */
    private static final int SENDERS = 5;

    private static final int PER_SENDER = 30;

    /** Less than the 10 seconds after which the launcher starts it again. */
    private static final Duration LOOKED_AT = Duration.ofSeconds(8);

    private final Parley parley = Parley.running();
    private final List<RepeatingSender> senders = new ArrayList<>();
    private final Person bob = parley.person("bob").reconnecting();

    @BeforeEach
    void everybodyChats() {
        parley.awaitAllReady();
        bob.online();
        List<Person> people =
                Stream.generate(() -> parley.person("alice").reconnecting().online())
                        .limit(SENDERS)
                        .toList();
        people.forEach(person -> senders.add(new RepeatingSender(person, bob, PER_SENDER)));
        await().until(() -> senders.stream().allMatch(RepeatingSender::hasConfirmed));
    }

    @AfterEach
    void hangUp() {
        senders.forEach(RepeatingSender::close);
        bob.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bridge", "archive", "kafka", "postgres", "keycloak"})
    void liveChatGoesOnAndNothingIsLost(String process) {
        parley.kill(process);
        int before = bob.inbox().size();
        pause(LOOKED_AT);

        assertThat(parley.isRunning(process)).as(process + " is still down").isFalse();
        long atHalfTheRate = SENDERS * PER_SENDER * LOOKED_AT.toSeconds() / 2;
        assertThat(bob.inbox().size() - before)
                .as("messages that bob heard while %s was down", process)
                .isGreaterThan((int) atHalfTheRate);
        everythingIsArchivedOnce(process);
    }

    @Test
    void whenTheBrokerComesBackNothingIsLost() {
        parley.kill("broker");
        pause(LOOKED_AT);

        assertThat(parley.isRunning("broker")).isFalse();
        everythingIsArchivedOnce("broker");
    }

    private void everythingIsArchivedOnce(String process) {
        parley.awaitReady(process);
        pause(Duration.ofSeconds(3));
        Set<String> sent =
                senders.stream()
                        .flatMap(sender -> sender.stopSending().stream())
                        .collect(Collectors.toSet());
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() ->
                        assertThat(senders)
                                .extracting(RepeatingSender::unconfirmed)
                                .as("messages without a stored receipt")
                                .containsOnly(0));

        List<String> archived =
                ArchiveAnswers.as(bob).sync().stream()
                        .map(message -> message.path("id").asText())
                        .toList();
        assertThat(archived).doesNotHaveDuplicates();
        assertThat(archived).containsExactlyInAnyOrderElementsOf(sent);
        System.out.printf(
                "killed %s: sent=%d archived=%d repeated=%d%n",
                process,
                sent.size(),
                archived.size(),
                senders.stream().mapToInt(RepeatingSender::repeats).sum());
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

package org.parley.archive.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.archive.ArchiveUnderTest;
import org.parley.archive.Rows;
import org.parley.archive.Said;
import org.parley.contracts.KafkaTopic;
import org.parley.testkit.Log;
import org.parley.testkit.OwnPostgres;
import org.parley.testkit.Stack;

/** Promise 1: what is told to be stored is there, exactly once, whatever is killed. */
class OutageIT {

    private static final int MESSAGES = 2_000;

    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final List<Said> said = new ArrayList<>();
    private final Rows rows = new Rows(() -> postgres().database().connect());
    private OwnPostgres postgres;

    private OwnPostgres postgres() {
        return postgres;
    }

    @BeforeEach
    void ownPostgres() throws Exception {
        postgres = new OwnPostgres();
        for (int i = 0; i < MESSAGES; i++)
            said.add(Said.by("ann-" + unique, "bob" + i % 20 + "-" + unique, "message " + i));
    }

    @AfterEach
    void stop() throws Exception {
        postgres.close();
    }

    @Test
    void postgresKilledInTheMiddleLosesAndRepeatsNothing() throws Exception {
        startPostgres();
        try (ArchiveProcess archive = startArchive(configuration())) {
            CompletableFuture<Void> published = publishAll();
            atLeast(MESSAGES / 5, published);
            postgres.kill();
            await().during(Duration.ofSeconds(2)).until(archive::isAlive);
            assertThat(archive.readiness()).contains("DOWN").contains("PostgreSQL");
            startPostgres();
            published.join();

            assertAllAreThereOnce();
            assertThat(archive.isAlive()).isTrue();
            soon().until(archive::isReady);
        }
    }

    @Test
    void theArchiveKilledInTheMiddleLosesAndRepeatsNothing() throws Exception {
        startPostgres();
        Map<String, String> configuration = configuration();
        CompletableFuture<Void> published;
        try (ArchiveProcess archive = startArchive(configuration)) {
            published = publishAll();
            atLeast(MESSAGES / 5, published);
            archive.kill();
        }
        try (ArchiveProcess next = startArchive(configuration)) {
            published.join();
            assertAllAreThereOnce();
            assertThat(next.isAlive()).isTrue();
        }
    }

    @Test
    void anArchiveThatIsThereFirstSaysWhatItWaitsFor() throws Exception {
        try (ArchiveProcess archive = new ArchiveProcess(configuration(), "first-" + unique)) {
            soon().untilAsserted(() ->
                    assertThat(archive.readiness())
                            .contains("DOWN")
                            .contains("waiting to migrate PostgreSQL")
                            .containsIgnoringCase("refused"));
            startPostgres();
            soon().until(archive::isReady);
        }
    }

    private Map<String, String> configuration() {
        return ArchiveUnderTest.environment(postgres.database());
    }

    private void startPostgres() throws IOException {
        postgres.start();
        soon().until(postgres::answers);
    }

    private ArchiveProcess startArchive(Map<String, String> configuration) throws IOException {
        ArchiveProcess archive = new ArchiveProcess(configuration, "archive-" + unique);
        soon().until(archive::isReady);
        return archive;
    }

    /**
     * Not at once: the outage shall find some written, some on their way and some still to come.
     */
    private CompletableFuture<Void> publishAll() {
        Runnable publish =
                () -> {
                    try (KafkaProducer<String, String> producer =
                            new KafkaProducer<>(
                                    Map.of(
                                            "bootstrap.servers",
                                            Stack.shared().kafka(),
                                            "acks",
                                            "all"),
                                    new StringSerializer(),
                                    new StringSerializer())) {
                        for (int i = 0; i < MESSAGES; i++) {
                            producer.send(record(said.get(i)));
                            if (i % 5 == 0) LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                        }
                    }
                };
        // A thread of ours: the pool's may belong to a Quarkus application that has ended.
        return CompletableFuture.runAsync(publish, task -> Thread.ofPlatform().start(task));
    }

    private static ProducerRecord<String, String> record(Said one) {
        return new ProducerRecord<>(KafkaTopic.MESSAGES, one.conversation(), one.json());
    }

    private long count() {
        return rows.count("SELECT count(*) FROM message WHERE sender = ?", "ann-" + unique);
    }

    private void atLeast(long number, CompletableFuture<Void> published) {
        soon().pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    if (published.isCompletedExceptionally()) published.join();
                    return count() >= number;
                });
        assertThat(count()).isLessThan(MESSAGES);
    }

    private void assertAllAreThereOnce() {
        soon().until(() -> count() >= MESSAGES);
        assertThat(
                        rows.of("SELECT id FROM message WHERE sender = ?", "ann-" + unique).stream()
                                .map(row -> row.get("id")))
                .containsExactlyInAnyOrderElementsOf(said.stream().map(Said::id).toList());
        soon().untilAsserted(() -> assertThat(stored()).isEqualTo(MESSAGES));
    }

    /** Messages of which the author was told, however often. */
    private long stored() {
        String receipts =
                String.join(
                        "\n",
                        new Log(Stack.shared())
                                .withKey(KafkaTopic.OUTBOUND, "ann-" + unique).stream()
                                        .map(record -> record.value())
                                        .toList());
        return said.stream().filter(one -> receipts.contains(one.id().toString())).count();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(120)).pollInterval(Duration.ofMillis(300));
    }
}

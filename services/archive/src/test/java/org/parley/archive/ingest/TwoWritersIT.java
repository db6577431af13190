package org.parley.archive.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.parley.archive.ArchiveConfig;
import org.parley.archive.ArchiveUnderTest;
import org.parley.archive.Rows;
import org.parley.archive.Said;
import org.parley.archive.ordered.Database;
import org.parley.archive.ordered.DatabaseException;

/** Promise 2: a cursor never skips a row that another writer commits late. */
@QuarkusTest
@WithTestResource(value = ArchiveUnderTest.class, scope = TestResourceScope.MATCHING_RESOURCES)
class TwoWritersIT {

    private static final int BATCHES = 60;
    private static final int SIZE = 15;

    @Inject MessageWriter writer;
    @Inject MessageReader reader;
    @Inject Database database;
    @Inject ArchiveConfig config;
    @Inject AgroalDataSource dataSource;

    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void aReaderBehindItsCursorSeesAllThatTwoWritersWrite() throws Exception {
        Rows rows = new Rows(dataSource::getConnection);
        Set<Object> seen = new HashSet<>();
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Future<?>> writers =
                    List.of(two.submit(() -> writeAll("ann")), two.submit(() -> writeAll("ben")));
            long cursor = 0;
            boolean more = true;
            while (more) {
                boolean writing = writers.stream().anyMatch(w -> !w.isDone());
                var page =
                        rows.of(
                                "SELECT id, position FROM message"
                                        + " WHERE position > ? AND conversation LIKE ?"
                                        + " ORDER BY position LIMIT 40",
                                cursor,
                                "%" + unique);
                for (var row : page) seen.add(row.get("id"));
                if (!page.isEmpty()) cursor = ((Number) page.getLast().get("position")).longValue();
                more = writing || !page.isEmpty();
            }
            for (Future<?> done : writers) done.get();
        }

        assertThat(seen).hasSize(2 * BATCHES * SIZE);
    }

    @Test
    void aWriterWaitsForTheOneThatDrewPositionsBefore() throws Exception {
        CountDownLatch drawn = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            Future<Long> slow =
                    two.submit(() ->
                            database.inOrder(tx -> {
                                long position =
                                        tx.run("SELECT nextval('position')")
                                                .iterator()
                                                .next()
                                                .getLong(0);
                                drawn.countDown();
                                commit.await();
                                return position;
                            }));
            drawn.await();
            Future<List<Archived>> fast = two.submit(() -> write(List.of(say("cat"))));

            assertThat(waitsForALock()).isTrue();
            assertThat(fast.isDone()).isFalse();
            commit.countDown();
            long later = fast.get(30, TimeUnit.SECONDS).getFirst().position();
            assertThat(later).isGreaterThan(slow.get());
        }
    }

    @Test
    void nobodyWaitsForEver() throws Exception {
        for (String limit :
                List.of("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"))
            assertThat(seconds(limit)).as(limit).isBetween(1L, config.patience().toSeconds() - 1);
    }

    private long seconds(String limit) throws Exception {
        return database.inTransaction(tx ->
                tx.run("SELECT extract(epoch FROM current_setting($1)::interval)::bigint", limit)
                        .iterator()
                        .next()
                        .getLong(0));
    }

    @Test
    void aLockThatIsNotToBeHadIsTriedAgainLater() throws Exception {
        database.inOrder(_ -> {
            assertThatThrownBy(() ->
                            database.inTransaction(tx -> {
                                tx.define("SET LOCAL lock_timeout = '100ms'");
                                return tx.run(Database.LOCK);
                            }))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("lock timeout");
            return 0;
        });
        assertThat(write(List.of(say("eve")))).hasSize(1);
    }

    private boolean waitsForALock() {
        Rows rows = new Rows(dataSource::getConnection);
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < limit)
            if (rows.count(
                            "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
                                    + " WHERE locktype = 'advisory' AND NOT granted"
                                    + " AND datname = current_database()")
                    > 0) return true;
        return false;
    }

    private Void writeAll(String person) throws Exception {
        for (int batch = 0; batch < BATCHES; batch++) {
            List<Said> said = new ArrayList<>();
            for (int i = 0; i < SIZE; i++) said.add(say(person));
            write(said);
        }
        return null;
    }

    private Said say(String person) {
        return Said.by(person + "-" + unique, "zoe-" + unique, "hello");
    }

    private List<Archived> write(List<Said> said) throws Exception {
        List<ArchivedMessage> messages = new ArrayList<>();
        for (Said one : said) {
            byte[] json = one.json().getBytes(StandardCharsets.UTF_8);
            messages.add(reader.read(new ConsumerRecord<>("t", 0, 0, "k", json)));
        }
        return writer.write(messages);
    }
}

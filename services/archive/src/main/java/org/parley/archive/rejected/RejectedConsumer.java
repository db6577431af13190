package org.parley.archive.rejected;

import io.quarkus.logging.Log;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;
import org.parley.archive.ArchiveConfig;
import org.parley.archive.ordered.Column;
import org.parley.archive.ordered.Database;
import org.parley.archive.ordered.Halves;
import org.parley.archive.ordered.Tx;
import org.parley.archive.start.Migration;
import org.parley.archive.start.Patience;
import org.parley.archive.start.Waiting;
import org.parley.contracts.KafkaTopic;
import org.parley.contracts.MessageRejected;
import org.parley.contracts.Topic;

/** Keeps dead letters where operators can look for them; one that comes twice is kept once. */
@ApplicationScoped
class RejectedConsumer {

    private static final String INSERT =
            """
            INSERT INTO rejected (digest, received_at, topic, sender, conversation, known, why, size, payload)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (digest) DO NOTHING
            """;

    private final Database database;
    private final Migration migration;
    private final Patience patience;

    RejectedConsumer(
            Database database, Migration migration, Waiting waiting, ArchiveConfig config) {
        this.database = database;
        this.migration = migration;
        this.patience =
                new Patience(
                        waiting, "keep dead letters", config.firstPause(), config.longestPause());
    }

    /** A record, and what it says. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Letter(byte[] digest, MessageRejected content, byte[] payload) {}

    @Incoming("rejected")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        List<Letter> letters = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            Letter letter = read(record);
            if (letter != null) letters.add(letter);
        }
        if (letters.isEmpty()) return;
        patience.untilDone(() -> {
            migration.await();
            Halves.write(
                    letters,
                    some -> database.inTransaction(tx -> insert(tx, some)),
                    (letter, reason) ->
                            Log.warnf(
                                    "not kept as a dead letter from=%s reason=%s",
                                    letter.content().from(), reason));
        });
    }

    /**
     * Null for what is no dead letter: it stays on the log, and a dead letter of it would not end.
     */
    private static @Nullable Letter read(ConsumerRecord<String, byte[]> record) {
        try {
            MessageRejected content =
                    StrictJson.MAPPER.readValue(record.value(), MessageRejected.class);
            if (isIncomplete(content)) throw new IOException("a member is missing");
            byte[] payload = Base64.getDecoder().decode(content.payload());
            return new Letter(sha256(record.value()), content, payload);
        } catch (IOException | RuntimeException e) {
            Log.warnf(
                    "not a dead letter topic=%s partition=%d offset=%d cause=%s",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getClass().getSimpleName());
            return null;
        }
    }

    @SuppressWarnings("ConstantValue") // Jackson knows no NullMarked
    private static boolean isIncomplete(MessageRejected content) {
        return Stream.of(
                        content.topic(),
                        content.from(),
                        content.reason(),
                        content.receivedAt(),
                        content.payload())
                .anyMatch(Objects::isNull);
    }

    private static int insert(Tx tx, List<Letter> letters) throws Exception {
        int inserted = 0;
        for (Letter letter : letters) {
            MessageRejected content = letter.content();
            inserted +=
                    tx.run(
                                    INSERT,
                                    Buffer.buffer(letter.digest()),
                                    Column.time(content.receivedAt()),
                                    storable(content.topic()),
                                    storable(content.from()),
                                    conversation(content),
                                    content.id(),
                                    storable(content.reason()),
                                    content.size(),
                                    Buffer.buffer(letter.payload()))
                            .rowCount();
        }
        return inserted;
    }

    /** Of a record that the archive could not read, its key is all that is known. */
    private static @Nullable String conversation(MessageRejected content) {
        if (content.topic().equals(KafkaTopic.MESSAGES)) return storable(content.from());
        return Topic.parse(content.topic()).orElse(null) instanceof Topic.Message message
                ? message.conversation().value()
                : null;
    }

    /** PostgreSQL has no U+0000. */
    private static String storable(String text) {
        return text.replace('\0', '\u2400');
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

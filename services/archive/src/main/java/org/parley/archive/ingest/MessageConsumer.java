package org.parley.archive.ingest;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.parley.archive.ArchiveConfig;
import org.parley.archive.log.DeadLetter;
import org.parley.archive.log.Letters;
import org.parley.archive.ordered.Halves;
import org.parley.archive.ordered.RefusedException;
import org.parley.archive.start.Migration;
import org.parley.archive.start.Patience;
import org.parley.archive.start.Waiting;
import org.parley.contracts.ConversationId;

/**
 * Takes batches from the log. It returns, and the log's offset moves on, only when PostgreSQL has
 * committed the batch and Kafka has the stored receipts and dead letters. Until then it repeats,
 * which is harmless: so nothing is lost whatever is killed, and nothing is archived twice.
 */
@ApplicationScoped
class MessageConsumer {

    private final MessageReader reader;
    private final MessageWriter writer;
    private final Letters letters;
    private final Intake intake;
    private final Migration migration;
    private final Patience patience;
    private final Clock clock;

    MessageConsumer(
            MessageReader reader,
            MessageWriter writer,
            Letters letters,
            Intake intake,
            Migration migration,
            Waiting waiting,
            ArchiveConfig config,
            Clock clock) {
        this.reader = reader;
        this.writer = writer;
        this.letters = letters;
        this.intake = intake;
        this.migration = migration;
        this.clock = clock;
        this.patience =
                new Patience(
                        waiting, "archive messages", config.firstPause(), config.longestPause());
    }

    // Ordered: one batch at a time. Meanwhile the connector pauses, but keeps polling.
    @Incoming("messages")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        List<DeadLetter> dead = new ArrayList<>();
        List<ArchivedMessage> batch = read(records, dead);
        patience.untilDone(() -> {
            migration.await();
            archive(batch, dead);
        });
    }

    private List<ArchivedMessage> read(
            ConsumerRecords<String, byte[]> records, List<DeadLetter> dead) {
        List<ArchivedMessage> batch = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                batch.add(reader.read(record));
            } catch (RefusedException e) {
                String reason = String.valueOf(e.getMessage());
                dead.add(DeadLetter.ofUnreadable(record, reason, clock.instant()));
            }
        }
        return batch;
    }

    private void archive(List<ArchivedMessage> batch, List<DeadLetter> unreadable)
            throws Exception {
        List<Archived> archived = new ArrayList<>(batch.size());
        List<DeadLetter> dead = new ArrayList<>(unreadable);
        Halves.write(
                batch,
                some -> archived.addAll(write(some)),
                (message, reason) -> dead.add(letter(message, reason)));
        letters.send(StoredReceipts.of(archived), dead);
    }

    private List<Archived> write(List<ArchivedMessage> some) throws Exception {
        List<Archived> written = writer.write(some);
        intake.committed(written);
        return written;
    }

    private static DeadLetter letter(ArchivedMessage message, String reason) {
        boolean direct =
                ConversationId.parse(message.conversation()).orElse(null)
                        instanceof ConversationId.Direct;
        String topic = (direct ? "chat/" : "group/") + message.to() + "/" + message.sender();
        return DeadLetter.ofRefused(
                topic,
                message.sender(),
                message.id().toString(),
                reason,
                message.receivedAt(),
                message.payload() == null ? "" : message.payload());
    }
}

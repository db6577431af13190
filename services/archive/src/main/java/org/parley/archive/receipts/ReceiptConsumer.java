package org.parley.archive.receipts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.parley.contracts.ReceiptSent;

/** Takes batches of receipts from the log, with the same promise as the messages' consumer. */
@ApplicationScoped
class ReceiptConsumer {

    private final ReceiptReader reader;
    private final ReceiptWriter writer;
    private final Letters letters;
    private final Migration migration;
    private final Waiting waiting;
    private final Patience patience;
    private final Duration settle;
    private final Clock clock;
    private final Counter written;

    ReceiptConsumer(
            ReceiptReader reader,
            ReceiptWriter writer,
            Letters letters,
            Migration migration,
            Waiting waiting,
            ArchiveConfig config,
            Clock clock,
            MeterRegistry meters) {
        this.reader = reader;
        this.writer = writer;
        this.letters = letters;
        this.migration = migration;
        this.waiting = waiting;
        this.settle = config.receiptsSettle();
        this.clock = clock;
        this.written = meters.counter("parley.archive.receipts");
        this.patience =
                new Patience(
                        waiting, "archive receipts", config.firstPause(), config.longestPause());
    }

    @Incoming("receipts")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) throws InterruptedException {
        List<DeadLetter> dead = new ArrayList<>();
        Map<ReceiptSent, ConsumerRecord<String, byte[]>> batch = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                batch.put(reader.read(record), record);
            } catch (RefusedException e) {
                String reason = String.valueOf(e.getMessage());
                dead.add(DeadLetter.ofUnreadable(record, reason, clock.instant()));
            }
        }
        waiting.pause(untilSettled(records));
        patience.untilDone(() -> {
            migration.await();
            archive(batch, dead);
        });
        written.increment(batch.size());
    }

    private Duration untilSettled(ConsumerRecords<String, byte[]> records) {
        long newest = 0;
        for (ConsumerRecord<String, byte[]> record : records)
            newest = Math.max(newest, record.timestamp());
        long age = clock.millis() - newest;
        return settle.minusMillis(Math.clamp(age, 0, settle.toMillis()));
    }

    private void archive(
            Map<ReceiptSent, ConsumerRecord<String, byte[]>> batch, List<DeadLetter> unreadable)
            throws Exception {
        List<DeadLetter> dead = new ArrayList<>(unreadable);
        Halves.write(
                List.copyOf(batch.keySet()),
                some -> {
                    for (ReceiptSent stranger : writer.write(some))
                        dead.add(letter(stranger, batch, ReceiptReader.strangerRule(stranger)));
                },
                (receipt, reason) -> dead.add(letter(receipt, batch, reason)));
        letters.send(List.of(), dead);
    }

    private static DeadLetter letter(
            ReceiptSent receipt,
            Map<ReceiptSent, ConsumerRecord<String, byte[]>> batch,
            String reason) {
        byte[] value = Objects.requireNonNull(batch.get(receipt)).value();
        return DeadLetter.ofRefused(
                "chat/" + receipt.to() + "/" + receipt.from() + "/receipt",
                receipt.from(),
                null,
                reason,
                receipt.receivedAt(),
                new String(value, StandardCharsets.UTF_8));
    }
}

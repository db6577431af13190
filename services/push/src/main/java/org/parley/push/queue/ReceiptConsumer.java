package org.parley.push.queue;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.parley.contracts.ConversationId;
import org.parley.contracts.ReceiptSent;
import org.parley.contracts.UserId;
import org.parley.push.PushConfig;
import org.parley.push.start.Migration;
import org.parley.push.start.Patience;
import org.parley.push.start.Waiting;

/** Takes batches of receipts from the log, with the same promise as the messages' consumer. */
@ApplicationScoped
class ReceiptConsumer {

    private final LogRecords records;
    private final ReceiptIntake intake;
    private final Migration migration;
    private final Patience patience;

    ReceiptConsumer(
            LogRecords records,
            ReceiptIntake intake,
            Migration migration,
            Waiting waiting,
            PushConfig config) {
        this.records = records;
        this.intake = intake;
        this.migration = migration;
        this.patience =
                new Patience(
                        waiting, "take in receipts", config.firstPause(), config.longestPause());
    }

    @Incoming("receipts")
    @Blocking
    void on(ConsumerRecords<String, byte[]> batch) {
        List<ReceiptSent> receipts = new ArrayList<>(batch.count());
        for (ConsumerRecord<String, byte[]> record : batch)
            records.read(record, ReceiptSent.class)
                    .filter(ReceiptConsumer::isSound)
                    .ifPresent(receipts::add);
        patience.untilDone(() -> {
            migration.await();
            intake.take(receipts);
        });
    }

    /** And of one of the two in a direct conversation; of a group only its members have rows. */
    private static boolean isSound(ReceiptSent receipt) {
        if (receipt.conversation() == null
                || receipt.from() == null
                || receipt.upTo() == null
                || receipt.state() == null) return false;
        UserId from = UserId.parse(receipt.from()).orElse(null);
        ConversationId conversation = ConversationId.parse(receipt.conversation()).orElse(null);
        if (from == null || conversation == null) return false;
        return switch (conversation) {
            case ConversationId.Direct direct -> direct.has(from);
            case ConversationId.Group _ -> true;
        };
    }
}

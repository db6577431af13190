package org.parley.push.queue;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.parley.contracts.MessageSent;
import org.parley.push.PushConfig;
import org.parley.push.start.Migration;
import org.parley.push.start.Patience;
import org.parley.push.start.Waiting;

/**
 * Takes batches of messages from the log. It returns, and the log's offset moves on, only when
 * PostgreSQL has committed who is to be told. Until then it repeats, which is harmless: so nobody
 * is forgotten whatever is killed, and nobody is told because something was read again.
 */
@ApplicationScoped
class MessageConsumer {

    private final LogRecords records;
    private final Intake intake;
    private final AccessGate gate;
    private final Migration migration;
    private final Patience patience;
    private final Heard.Ttl ttl;

    MessageConsumer(
            LogRecords records,
            Intake intake,
            AccessGate gate,
            Migration migration,
            Waiting waiting,
            PushConfig config) {
        this.records = records;
        this.intake = intake;
        this.gate = gate;
        this.migration = migration;
        this.ttl = new Heard.Ttl(config.ttl().message(), config.ttl().call());
        this.patience =
                new Patience(
                        waiting, "take in messages", config.firstPause(), config.longestPause());
    }

    // Ordered: one batch at a time. Meanwhile the connector pauses, but keeps polling.
    @Incoming("messages")
    @Blocking
    void on(ConsumerRecords<String, byte[]> batch) {
        List<Heard> heard = new ArrayList<>(batch.count());
        for (ConsumerRecord<String, byte[]> record : batch)
            records.read(record, MessageSent.class)
                    .flatMap(sent -> Heard.of(sent, record.offset(), ttl))
                    .ifPresent(heard::add);
        patience.untilDone(() -> {
            migration.await();
            gate.await();
            intake.take(heard);
        });
    }
}

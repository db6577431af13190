package org.parley.archive.membership;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
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

/**
 * Takes groups and their members from the log, from its beginning, with the same promise as the
 * messages' consumer: read again as a whole, the log makes the same table.
 */
@ApplicationScoped
class AccessConsumer {

    private final AccessReader reader;
    private final AccessWriter writer;
    private final Letters letters;
    private final Migration migration;
    private final Patience patience;
    private final Clock clock;
    private final Counter changed;

    AccessConsumer(
            AccessReader reader,
            AccessWriter writer,
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
        this.clock = clock;
        this.changed = meters.counter("parley.archive.memberships");
        this.patience =
                new Patience(
                        waiting, "archive memberships", config.firstPause(), config.longestPause());
    }

    @Incoming("access")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        List<DeadLetter> dead = new ArrayList<>();
        Map<Access, ConsumerRecord<String, byte[]>> batch = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                reader.read(record).ifPresent(access -> batch.put(access, record));
            } catch (RefusedException e) {
                dead.add(letter(record, String.valueOf(e.getMessage())));
            }
        }
        patience.untilDone(() -> {
            migration.await();
            write(batch, dead);
        });
    }

    private void write(
            Map<Access, ConsumerRecord<String, byte[]>> batch, List<DeadLetter> unreadable)
            throws Exception {
        List<DeadLetter> dead = new ArrayList<>(unreadable);
        Halves.write(
                List.copyOf(batch.keySet()),
                some -> changed.increment(writer.write(some)),
                (access, reason) ->
                        dead.add(letter(Objects.requireNonNull(batch.get(access)), reason)));
        letters.send(List.of(), dead);
    }

    private DeadLetter letter(ConsumerRecord<String, byte[]> record, String reason) {
        return DeadLetter.ofUnreadable(record, reason, clock.instant());
    }
}

package org.parley.archive.receipts;

import io.quarkus.arc.Arc;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.parley.archive.ByTheLog;
import org.parley.archive.Said;
import org.parley.contracts.KafkaTopic;
import org.parley.contracts.ReceiptSent;

/** Lets tests of reading archive receipts as the consumer does. */
public interface ReceiptDoor {

    static ReceiptDoor open() {
        if (!ByTheLog.isTheOnlyWay()) return Arc.container().instance(Inside.class).get();
        ByTheLog log = new ByTheLog(KafkaTopic.RECEIPTS, "-receipts");
        return receipt ->
                log.write(List.of(receipt), ReceiptSent::conversation, one -> Said.json(one));
    }

    void write(ReceiptSent receipt) throws Exception;

    default void keep(String conversation, String from, String to, UUID upTo, String state)
            throws Exception {
        write(new ReceiptSent(conversation, from, to, upTo, state, null, Instant.now(), null));
    }

    /** Of an archive in this JVM. */
    @ApplicationScoped
    @Unremovable
    class Inside implements ReceiptDoor {

        private final ReceiptWriter writer;

        Inside(ReceiptWriter writer) {
            this.writer = writer;
        }

        @Override
        public void write(ReceiptSent receipt) throws Exception {
            writer.write(List.of(receipt));
        }
    }
}

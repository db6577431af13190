package org.parley.archive.receipts;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.parley.contracts.ReceiptSent;

/** Lets tests of reading archive receipts as the consumer does. */
@ApplicationScoped
public class ReceiptDoor {

    private final ReceiptWriter writer;

    ReceiptDoor(ReceiptWriter writer) {
        this.writer = writer;
    }

    public void keep(String conversation, String from, String to, UUID upTo, String state)
            throws Exception {
        writer.write(
                List.of(
                        new ReceiptSent(
                                conversation, from, to, upTo, state, null, Instant.now(), null)));
    }
}

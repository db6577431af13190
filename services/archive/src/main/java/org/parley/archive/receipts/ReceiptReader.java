package org.parley.archive.receipts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.parley.archive.ordered.RefusedException;
import org.parley.contracts.ConversationId;
import org.parley.contracts.MessageId;
import org.parley.contracts.ReceiptSent;
import org.parley.contracts.UserId;

/** Reads the log's receipts, and checks what the tables rely on. */
@ApplicationScoped
class ReceiptReader {

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final ObjectReader reader;

    ReceiptReader(ObjectMapper mapper) {
        this.reader = mapper.readerFor(ReceiptSent.class);
    }

    ReceiptSent read(ConsumerRecord<String, byte[]> record) throws RefusedException {
        if (record.value() == null) throw new RefusedException("the record has no value");
        try {
            ReceiptSent sent = reader.readValue(record.value());
            check(sent);
            return sent;
        } catch (IOException e) {
            throw new RefusedException("not a ReceiptSent: " + e.getClass().getSimpleName());
        }
    }

    static void check(@Nullable ReceiptSent sent) throws RefusedException {
        if (sent == null
                || sent.conversation() == null
                || sent.from() == null
                || sent.to() == null
                || sent.upTo() == null
                || sent.state() == null
                || sent.receivedAt() == null)
            throw new RefusedException(
                    "one of conversation, from, to, upTo, state, receivedAt is missing");
        if (MessageId.parse(sent.upTo().toString()).isEmpty())
            throw new RefusedException("upTo is " + sent.upTo() + "; " + MessageId.RULE);
        if (!sent.state().equals(ReceiptSent.READ) && !sent.state().equals(ReceiptSent.DELIVERED))
            throw new RefusedException(
                    "state is " + sent.state() + "; it must be delivered or read");
        checkTime(sent.timestamp());
        checkTime(sent.receivedAt());
        checkSender(sent);
    }

    private static void checkTime(@Nullable Instant time) throws RefusedException {
        if (time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST)))
            throw new RefusedException("a time is " + time + "; it must lie between 1970 and 9999");
    }

    /** Of a direct conversation the id names both; a group's members the database knows. */
    private static void checkSender(ReceiptSent sent) throws RefusedException {
        ConversationId conversation = ConversationId.parse(sent.conversation()).orElse(null);
        UserId from = UserId.parse(sent.from()).orElse(null);
        boolean legal =
                conversation != null
                        && from != null
                        && switch (conversation) {
                            case ConversationId.Direct direct -> direct.has(from);
                            case ConversationId.Group group -> true;
                        };
        if (!legal) throw new RefusedException(strangerRule(sent));
    }

    static String strangerRule(ReceiptSent sent) {
        return "from is " + sent.from() + "; it must be one of " + sent.conversation();
    }
}

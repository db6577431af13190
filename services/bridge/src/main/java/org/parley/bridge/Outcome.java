package org.parley.bridge;

import java.util.Optional;
import org.parley.contracts.MessageRejected;
import org.parley.contracts.MessageSent;
import org.parley.contracts.OutboundPublish;
import org.parley.contracts.PresenceSent;
import org.parley.contracts.ReceiptSent;

/** What becomes of something that was published. */
sealed interface Outcome {

    /** Nothing for the log: what the services themselves said. */
    record NotOurs() implements Outcome {}

    record Message(MessageSent event) implements Outcome {}

    record Receipt(ReceiptSent event) implements Outcome {}

    record Presence(PresenceSent event) implements Outcome {}

    /** A dead letter, and where a person sent it, the notice that says so. */
    record Rejected(RejectionKind kind, MessageRejected letter, Optional<OutboundPublish> notice)
            implements Outcome {}
}

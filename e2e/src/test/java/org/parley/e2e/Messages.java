package org.parley.e2e;

import java.time.Instant;
import org.parley.contracts.ConversationId;
import org.parley.contracts.MessageId;
import org.parley.contracts.UserId;

/** Ordinary payloads. */
final class Messages {

    private Messages() {}

    static String id() {
        return MessageId.fresh(Instant.now()).toString();
    }

    static String text(String id, String text) {
        return "{\"id\":\"%s\",\"message\":\"%s\"}".formatted(id, text);
    }

    static String receipt(Person one, Person other, String upTo, String state) {
        return "{\"conversation\":\"%s\",\"upTo\":\"%s\",\"state\":\"%s\"}"
                .formatted(conversation(one, other), upTo, state);
    }

    static String conversation(Person one, Person other) {
        return ConversationId.between(new UserId(one.name()), new UserId(other.name())).value();
    }
}

package org.parley.presence.privacy;

import java.time.Instant;
import java.util.Optional;
import org.parley.contracts.ConversationId;
import org.parley.contracts.MessageSent;
import org.parley.contracts.UserId;

/** Two people who have a direct conversation, in alphabetical order. */
record Pair(UserId a, UserId b, Instant since) {

    /** Empty for groups, for notes to oneself, and for what is not a message. */
    static Optional<Pair> of(MessageSent sent) {
        // JSON may lack members.
        if (sent == null || sent.conversation() == null || sent.receivedAt() == null)
            return Optional.empty();
        return ConversationId.parse(sent.conversation())
                .filter(ConversationId.Direct.class::isInstance)
                .map(ConversationId.Direct.class::cast)
                .filter(direct -> !direct.first().equals(direct.second()))
                .map(direct -> new Pair(direct.first(), direct.second(), sent.receivedAt()));
    }

    String conversation() {
        return a + "_" + b;
    }
}

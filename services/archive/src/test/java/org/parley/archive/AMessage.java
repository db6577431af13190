package org.parley.archive;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.ConversationId;
import org.parley.contracts.MessageId;
import org.parley.contracts.MessageSent;
import org.parley.contracts.UserId;

/** An ordinary message; a test says only what matters to it. */
public final class AMessage {

    private final String from;
    private final String to;
    private final Map<String, Object> payload = new LinkedHashMap<>(Map.of("message", "hi"));
    private UUID id = MessageId.fresh(Instant.now()).value();
    private String type = "text";
    private @Nullable UUID ref;
    private @Nullable Instant expiresAt;
    private Instant receivedAt = Instant.now();

    private AMessage(String from, String to) {
        this.from = from;
        this.to = to;
    }

    public static AMessage from(String from, String to) {
        return new AMessage(from, to);
    }

    public AMessage saying(String text) {
        payload.put("message", text);
        return this;
    }

    public AMessage with(String member, Object value) {
        payload.put(member, value);
        return this;
    }

    public AMessage changing(String type, UUID ref) {
        this.type = type;
        return answering(ref);
    }

    public AMessage answering(UUID ref) {
        this.ref = ref;
        return this;
    }

    public AMessage ofType(String type) {
        this.type = type;
        return this;
    }

    public AMessage id(UUID id) {
        this.id = id;
        return this;
    }

    public AMessage expiring(Instant at) {
        expiresAt = at;
        return this;
    }

    public AMessage receivedAt(Instant at) {
        receivedAt = at;
        return this;
    }

    public MessageSent sent() {
        String conversation = ConversationId.between(new UserId(from), new UserId(to)).value();
        return new MessageSent(
                id, conversation, from, to, type, receivedAt, receivedAt, ref, expiresAt, payload);
    }
}

package org.parley.contracts;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The JSON objects that the services publish to people. */
public final class Notices {

    private Notices() {}

    /** One message of a stored receipt. */
    public record Stored(UUID id, long position) {}

    /**
     * {@code chat/{author}/server/receipt}: these messages are in the archive, never to be lost.
     */
    public static OutboundPublish stored(UserId author, String conversation, List<Stored> ids) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("conversation", conversation);
        payload.put("state", "stored");
        payload.put(
                "ids",
                ids.stream().map(s -> List.<Object>of(s.id().toString(), s.position())).toList());
        return new OutboundPublish(new Topic.StoredReceipt(author).path(), false, payload);
    }

    /**
     * How many have a message of a group.
     *
     * @param of who may read it, without its author
     */
    public record Counted(UUID id, long delivered, long read, long of) {}

    /** {@code chat/{author}/server/receipt}: how many members of a group have these messages. */
    public static OutboundPublish counted(
            UserId author, String group, String state, List<Counted> counts) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("conversation", group);
        payload.put("state", state);
        payload.put(
                "counts",
                counts.stream()
                        .map(c ->
                                List.<Object>of(c.id().toString(), c.delivered(), c.read(), c.of()))
                        .toList());
        return new OutboundPublish(new Topic.StoredReceipt(author).path(), false, payload);
    }

    /** {@code chat/{sender}/server}: what the sender published was not accepted, and why. */
    public static OutboundPublish rejected(
            UserId sender, String topic, @Nullable String id, String reason, Instant at) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("type", MessageType.SYSTEM.wireName());
        payload.put("event", "rejected");
        payload.put("topic", topic);
        if (id != null) payload.put("id", id);
        payload.put("reason", reason);
        payload.put("timestamp", at.toString());
        return new OutboundPublish(new Topic.UserNotice(sender).path(), false, payload);
    }
}

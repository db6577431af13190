package org.parley.cli.outbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parley.cli.journal.Journal;
import org.parley.cli.json.Json;
import org.parley.contracts.ConversationId;
import org.parley.contracts.DeviceId;
import org.parley.contracts.MessageId;
import org.parley.contracts.Topic;

/**
 * Keeps each message on disk from before it is first published until the archive has it, however
 * long that takes, and hands out this device's counters. Not thread-safe.
 */
public final class Outbox implements AutoCloseable {

    private static final String DONE = "done";
    private static final String COUNTER = "counter";

    private final DeviceId device;
    private final Map<MessageId, Queued> waiting = new LinkedHashMap<>();
    private final Map<String, Long> counters = new TreeMap<>();
    private final Journal journal;

    /** Reads what waits there; a torn last line is a message that was never promised. */
    public static Outbox open(Path file, DeviceId device) {
        return new Outbox(Journal.open(file), device);
    }

    /** What waits in a device's file now, whoever may be writing it. */
    public static Set<MessageId> waitingIn(Path file) {
        Set<MessageId> waiting = new LinkedHashSet<>();
        for (ObjectNode json : Journal.read(file).records()) {
            Queued.of(json).map(Queued::id).ifPresent(waiting::add);
            if (json.path("kind").asText().equals(DONE)) id(json).ifPresent(waiting::remove);
        }
        return waiting;
    }

    private Outbox(Journal journal, DeviceId device) {
        this.journal = journal;
        this.device = device;
        List<ObjectNode> records = journal.content().records();
        records.forEach(this::replay);
        List<ObjectNode> kept = kept();
        if (kept.size() < records.size()) journal.replaceAll(kept);
    }

    private void replay(ObjectNode json) {
        switch (json.path("kind").asText()) {
            case Queued.KIND -> Queued.of(json).ifPresent(this::remember);
            case DONE -> id(json).ifPresent(waiting::remove);
            case COUNTER ->
                    counters.put(json.path("conversation").asText(), json.path("n").asLong());
            default -> {} // Written by a newer version: not ours to judge.
        }
    }

    private void remember(Queued queued) {
        waiting.put(queued.id(), queued);
        counters.merge(queued.conversation().value(), queued.n(), Math::max);
    }

    private List<ObjectNode> kept() {
        List<ObjectNode> kept = new ArrayList<>();
        counters.forEach((conversation, n) ->
                kept.add(
                        Json.object()
                                .put("kind", COUNTER)
                                .put("conversation", conversation)
                                .put("n", n)));
        waiting.values().forEach(queued -> kept.add(queued.toJson()));
        return kept;
    }

    /** The number that the next message of this conversation gets. */
    public long nextNumber(ConversationId conversation) {
        return counters.getOrDefault(conversation.value(), 0L) + 1;
    }

    /** Numbers the message and keeps it: once this returns, a power cut does not lose it. */
    public Queued add(MessageId id, Topic.Message topic, ObjectNode content) {
        long n = nextNumber(topic.conversation());
        ObjectNode payload = content.deepCopy();
        payload.put("id", id.toString()).put("device", device.value()).put("n", n);
        Queued queued = new Queued(id, topic, n, payload);
        journal.appendDurably(queued.toJson());
        remember(queued);
        return queued;
    }

    /** What has to be sent, and sent again, oldest first. */
    public Collection<Queued> waiting() {
        return List.copyOf(waiting.values());
    }

    public boolean isWaiting(MessageId id) {
        return waiting.containsKey(id);
    }

    public int size() {
        return waiting.size();
    }

    /** The archive has it, or nobody will ever take it; answers with what was waiting. */
    public Optional<Queued> done(MessageId id) {
        @Nullable Queued queued = waiting.remove(id);
        // Not forced to disk: a lost line costs one more repetition, which is harmless.
        if (queued != null)
            journal.append(Json.object().put("kind", DONE).put("id", id.toString()));
        return Optional.ofNullable(queued);
    }

    private static Optional<MessageId> id(ObjectNode json) {
        return Json.text(json, "id").flatMap(MessageId::parse);
    }

    @Override
    public void close() {
        journal.close();
    }
}

package org.parley.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.parley.contracts.ConversationId;
import org.parley.contracts.KafkaTopic;
import org.parley.contracts.MessageId;
import org.parley.contracts.UserId;
import org.parley.testkit.Log;
import org.parley.testkit.Stack;

/** A message as the bridge writes it. */
public record Said(
        UUID id,
        String conversation,
        String from,
        String to,
        String type,
        Instant receivedAt,
        UUID ref,
        Map<String, Object> payload) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public static Said by(String from, String to, String text) {
        return new Said(
                MessageId.fresh(Instant.now()).value(),
                to.startsWith("g-")
                        ? to
                        : ConversationId.between(new UserId(from), new UserId(to)).value(),
                from,
                to,
                "text",
                Instant.now(),
                null,
                Map.of("message", text));
    }

    public Said with(String member, Object value) {
        Map<String, Object> more = new HashMap<>(payload);
        more.put(member, value);
        return new Said(id, conversation, from, to, type, receivedAt, ref, more);
    }

    public Said ofType(String other) {
        return new Said(id, conversation, from, to, other, receivedAt, ref, payload);
    }

    public Said about(Said other) {
        return new Said(id, conversation, from, to, type, receivedAt, other.id, payload);
    }

    public Said receivedAt(Instant at) {
        return new Said(id, conversation, from, to, type, at, ref, payload);
    }

    public String json() {
        Map<String, Object> all = new HashMap<>();
        all.put("id", id.toString());
        all.put("conversation", conversation);
        all.put("from", from);
        all.put("to", to);
        all.put("type", type);
        all.put("receivedAt", receivedAt.toString());
        if (ref != null) all.put("ref", ref.toString());
        all.put("payload", payload);
        return write(all);
    }

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts it on the log. */
    public Said isHeard() {
        new Log(Stack.shared()).write(KafkaTopic.MESSAGES, conversation, json());
        return this;
    }

    /** A receipt of it, on the log. */
    public void is(String state, String by, String device) {
        Map<String, Object> all = new HashMap<>();
        all.put("conversation", conversation);
        all.put("from", by);
        all.put("to", from);
        all.put("upTo", id.toString());
        all.put("state", state);
        all.put("receivedAt", Instant.now().toString());
        if (device != null) all.put("device", device);
        new Log(Stack.shared()).write(KafkaTopic.RECEIPTS, conversation, write(all));
    }

    /** A group with these members, on the log. */
    public static String group(String name, String... members) {
        String group = "g-" + MessageId.fresh(Instant.now()).value();
        Log log = new Log(Stack.shared());
        log.write(
                KafkaTopic.ACCESS,
                "group/" + group,
                write(
                        Map.of(
                                "group",
                                group,
                                "name",
                                name,
                                "announcementOnly",
                                false,
                                "deleted",
                                false,
                                "version",
                                1)));
        for (String member : members) joins(group, member, 1);
        return group;
    }

    public static void joins(String group, String member, long version) {
        member(group, member, "member", version, List.of(period(Instant.now(), null)));
    }

    public static void leaves(String group, String member, long version) {
        member(group, member, null, version, List.of(period(Instant.EPOCH, Instant.now())));
    }

    private static Map<String, Object> period(Instant from, Instant until) {
        Map<String, Object> period = new HashMap<>();
        period.put("from", from.toString());
        if (until != null) period.put("until", until.toString());
        return period;
    }

    private static void member(
            String group, String user, String role, long version, List<Object> periods) {
        Map<String, Object> all = new HashMap<>();
        all.put("group", group);
        all.put("user", user);
        if (role != null) all.put("role", role);
        all.put("periods", new ArrayList<>(periods));
        all.put("version", version);
        new Log(Stack.shared())
                .write(KafkaTopic.ACCESS, "member/" + group + "/" + user, write(all));
    }

    public static void blocks(String owner, String blocked) {
        new Log(Stack.shared())
                .write(
                        KafkaTopic.ACCESS,
                        "block/" + owner + "/" + blocked,
                        write(
                                Map.of(
                                        "owner",
                                        owner,
                                        "blocked",
                                        blocked,
                                        "since",
                                        Instant.now().toString())));
    }
}

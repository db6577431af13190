package org.parley.cli.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.parley.cli.failure.ExitCode;
import org.parley.cli.failure.Failure;
import org.parley.cli.json.Json;
import org.parley.contracts.DeviceId;
import org.parley.contracts.GroupId;
import org.parley.contracts.MessageId;
import org.parley.contracts.MessageRules;
import org.parley.contracts.Topic;
import org.parley.contracts.UserId;
import org.parley.contracts.Verdict;

/** Makes a message of a draft, by the bridge's own rules. */
final class Composer {

    private final UserId me;
    private final DeviceId device;
    private final Clock clock;

    Composer(UserId me, DeviceId device, Clock clock) {
        this.me = me;
        this.device = device;
        this.clock = clock;
    }

    /**
     * The payload, still without id and number.
     *
     * @throws Failure where the bridge would reject it: told at once, and it takes no number
     */
    ObjectNode compose(Topic.Message topic, Draft draft) {
        ObjectNode payload = draft.content().deepCopy();
        // What the draft says wrongly is refused below, not put right.
        putIfAbsent(payload, "from", me.value());
        putIfAbsent(payload, "to", target(topic));
        String now = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        putIfAbsent(payload, "timestamp", now);
        check(topic, payload);
        return payload;
    }

    private static void putIfAbsent(ObjectNode json, String member, String value) {
        if (!json.has(member)) json.put(member, value);
    }

    private static String target(Topic.Message topic) {
        return switch (topic) {
            case Topic.DirectMessage(UserId to, UserId _) -> to.value();
            case Topic.GroupMessage(GroupId group, UserId _) -> group.value();
        };
    }

    private void check(Topic.Message topic, ObjectNode payload) {
        ObjectNode whole = payload.deepCopy();
        whole.put("id", MessageId.fresh(clock.instant()).toString());
        whole.put("device", device.value()).put("n", Long.MAX_VALUE);
        byte[] bytes = Json.bytes(whole);
        MessageRules.tooLarge(bytes.length).ifPresent(Composer::refuse);
        var verdict = MessageRules.check(topic, bytes, Json.toMap(whole), clock.instant());
        if (verdict instanceof Verdict.Rejected<?>(String reason)) refuse(reason);
    }

    private static void refuse(String reason) {
        throw new Failure(ExitCode.USAGE, "not sent: " + reason, "");
    }
}

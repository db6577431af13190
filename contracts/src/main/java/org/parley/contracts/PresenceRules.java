package org.parley.contracts;

import java.time.Instant;
import java.util.Map;
import org.parley.contracts.Verdict.Invalid;

/** What makes a JSON object a device's presence (DESIGN.md section 3). */
public final class PresenceRules {

    private PresenceRules() {}

    public static Verdict<PresenceSent> check(
            Topic.DevicePresence topic, Map<String, Object> object, Instant receivedAt) {
        return Verdict.of(() -> accept(topic, object, receivedAt));
    }

    private static PresenceSent accept(
            Topic.DevicePresence topic, Map<String, Object> object, Instant now) throws Invalid {
        JsonFields fields = new JsonFields(object, now);
        return new PresenceSent(
                topic.user().value(),
                topic.device().value(),
                state(fields.requiredText("state")),
                now);
    }

    private static String state(String text) throws Invalid {
        return switch (text) {
            case PresenceSent.ONLINE, PresenceSent.AWAY, PresenceSent.OFFLINE -> text;
            default ->
                    throw new Invalid(
                            "state is "
                                    + JsonFields.describe(text)
                                    + "; it must be online, away or offline");
        };
    }
}

package org.parley.bridge;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.AccessDirectory;
import org.parley.contracts.Caller;
import org.parley.contracts.OutboundPublish;
import org.parley.contracts.Topic;
import org.parley.contracts.TopicAccess;
import org.parley.contracts.TopicAccess.Decision;

/** A record of {@code parley.outbound}, read: ready for MQTT, or not fit for it. */
sealed interface OutboundLetter {

    /**
     * Bytes of a record, at most; the broker would end the connection at a packet beyond 128 KiB.
     */
    int LARGEST = 120 * 1024;

    /** What goes out. */
    @SuppressWarnings("ArrayRecordComponent") // never compared; the bytes go straight to the wire
    record Ready(String topic, int qos, boolean retain, byte[] payload) implements OutboundLetter {}

    /**
     * What cannot go out.
     *
     * @param topic where it was to go, as far as that could be read
     */
    record Unfit(String topic, String reason) implements OutboundLetter {}

    TopicAccess ACCESS = new TopicAccess(AccessDirectory.EMPTY);
    Caller SERVICE = new Caller.Service("parley-bridge");

    static OutboundLetter read(byte @Nullable [] record) {
        if (record == null) return new Unfit("", "the record is empty");
        if (record.length > LARGEST)
            return new Unfit(
                    "",
                    "the record has " + record.length + " bytes; it may have at most " + LARGEST);
        try {
            return of(Json.MAPPER.readValue(record, OutboundPublish.class));
        } catch (IOException e) {
            return new Unfit("", "the record is not an OutboundPublish: " + Payload.what(e));
        }
    }

    private static OutboundLetter of(@Nullable OutboundPublish publish) {
        if (publish == null || publish.topic() == null || publish.payload() == null)
            return new Unfit(
                    "", "the record is not an OutboundPublish: topic or payload is missing");
        String topic = publish.topic();
        return switch (ACCESS.publish(SERVICE, topic, publish.retain())) {
            case Decision.Refused(String rule) -> new Unfit(topic, rule);
            case Decision.Allowed() ->
                    new Ready(
                            topic,
                            Topic.parse(topic).map(Topic::qos).orElse(1),
                            publish.retain(),
                            Json.write(publish.payload()));
        };
    }
}

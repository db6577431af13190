package org.parley.contracts;

import java.util.Map;

/**
 * What a service wants published over MQTT, on {@link KafkaTopic#OUTBOUND}. Only topics that
 * services may publish on go out ({@link TopicAccess}); published at least once, in order per key.
 *
 * @param topic for example {@code chat/alice/server/receipt}
 * @param retain whether the broker keeps it for later subscribers
 * @param payload the JSON object to publish
 */
public record OutboundPublish(String topic, boolean retain, Map<String, Object> payload) {

    @Override
    public String toString() {
        return "OutboundPublish[topic=" + topic + ", retain=" + retain + "]";
    }
}

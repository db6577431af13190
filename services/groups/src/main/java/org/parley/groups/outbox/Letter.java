package org.parley.groups.outbox;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way to Kafka.
 *
 * @param value JSON; absent: the end of what the key stands for
 */
@RegisterForReflection
public record Letter(String topic, String key, @Nullable String value) {

    /** Without the value: what people call their groups never reaches a log line. */
    @Override
    public String toString() {
        return "Letter[topic=" + topic + ", key=" + key + "]";
    }
}

package org.parley.bridge;

import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the bridge needs, and why it does not have it yet. Each change is one log line, however
 * often something was tried; readiness shows the same.
 */
@Singleton
class Conditions {

    /** Something that must be there before the bridge does all of its work. */
    enum Part {
        /** Kafka answers and has our topics. */
        KAFKA,
        /** The connection on which people's messages come in. */
        INBOUND,
        /** The connection on which the services' notices go out. */
        OUTBOUND
    }

    private static final String READY = "";

    private final Map<Part, String> missing = new EnumMap<>(Part.class);

    Conditions() {
        for (Part part : Part.values()) missing.put(part, "not tried yet");
    }

    synchronized void waiting(Part part, String reason) {
        if (!reason.equals(missing.put(part, reason)))
            Log.infof("waiting part=%s reason=%s", part, reason);
    }

    synchronized void ready(Part part) {
        if (!READY.equals(missing.put(part, READY))) Log.infof("ready part=%s", part);
    }

    synchronized boolean isReady(Part part) {
        return READY.equals(missing.get(part));
    }

    /** The reason for each part; empty where it is ready. */
    synchronized Map<Part, String> all() {
        return new EnumMap<>(missing);
    }
}

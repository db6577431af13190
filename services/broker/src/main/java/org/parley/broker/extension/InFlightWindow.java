package org.parley.broker.extension;

import com.hivemq.configuration.service.InternalConfigurations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many messages HiveMQ sends a client at once: it takes what is queued, at most this many, and
 * looks again when all of them are acknowledged. HiveMQ's own number is 50, whatever the client
 * allows, and the bridge acknowledges after a round trip to Kafka: 50 for each would bound all that
 * people say. HiveMQ CE has no setting for it, neither file nor property; it reads this field
 * whenever it sends.
 */
final class InFlightWindow {

    private static final Logger LOG = LoggerFactory.getLogger(InFlightWindow.class);

    private InFlightWindow() {}

    static void widen(int messages) {
        try {
            InternalConfigurations.MAX_INFLIGHT_WINDOW_SIZE_MESSAGES = messages;
        } catch (LinkageError e) {
            // Another HiveMQ: it works with its own, slower.
            LOG.warn("in-flight window not changed reason={}", e.toString());
        }
    }
}

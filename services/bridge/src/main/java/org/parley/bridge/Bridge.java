package org.parley.bridge;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Starts the parts. Each waits for what it needs by itself, so any order of servers will do. */
@Singleton
class Bridge {

    void start(
            @Observes StartupEvent event,
            BridgeConfig config,
            KafkaWatch kafka,
            Inbound inbound,
            OutboundLink outbound) {
        Log.infof(
                "bridge instance=%s broker=%s share=%s in-flight=%d",
                config.instance(),
                config.mqttUrl(),
                config.share().orElse("none"),
                config.inFlight());
        kafka.start();
        inbound.start();
        outbound.start();
    }
}

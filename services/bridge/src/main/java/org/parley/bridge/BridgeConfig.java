package org.parley.bridge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.parley.contracts.DeviceId;
import org.parley.contracts.UserId;

/** What an operator may set; each as an environment variable too: {@code PARLEY_BRIDGE_…}. */
@ConfigMapping(prefix = "parley.bridge")
interface BridgeConfig {

    /** {@code tcp://host:port} or {@code ssl://host:port}. */
    BrokerAddress mqttUrl();

    /**
     * The authority that signed the broker's certificate, PEM; the JDK's authorities without it.
     */
    Optional<Path> mqttCa();

    /** The OIDC client that the bridge logs in as. */
    String clientId();

    /**
     * Names this bridge's MQTT session. It must stay the same over restarts, because the broker
     * keeps under it what came meanwhile, and differ between bridges that run at once.
     */
    @WithDefault("bridge")
    DeviceId instance();

    /**
     * The group in which several bridges share the messages; each message goes to one of them.
     * Without it there is one bridge, and its subscriptions are its own. Change it together with
     * {@link #instance()}: the old session would keep its old subscriptions.
     */
    Optional<String> share();

    /** Messages taken from the broker and not yet acknowledged, at most. */
    @WithDefault("1000")
    int inFlight();

    /** Messages published to the broker and not yet acknowledged by it, at most. */
    @WithDefault("100")
    int outboundInFlight();

    /** How long before its token expires a connection is renewed. */
    @WithDefault("30s")
    Duration renewalMargin();

    /** Of the topics that the bridge creates. */
    @WithDefault("12")
    int partitions();

    /** Copies of each topic that the bridge creates. */
    @WithDefault("1")
    short replication();

    /** How long records wait for company before they are sent to Kafka. */
    @WithDefault("5ms")
    Duration linger();

    /** How records are compressed: none, lz4, zstd, snappy or gzip. */
    @WithDefault("none")
    String compression();

    /** Keycloak's name for the service itself, which is the MQTT user name. */
    default String userName() {
        return UserId.SERVICE_PREFIX + clientId();
    }
}

package org.parley.presence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import org.parley.contracts.KafkaTopic;

/** What an operator can set; a wrong value stops the start. */
@ConfigMapping(prefix = "parley.presence")
public interface PresenceConfig {

    /** Where the broker says over HTTP who is connected. */
    URI brokerUrl();

    /** How often it is asked. */
    @WithDefault("5s")
    Duration askEvery();

    /** How long a dropped user still counts as there: a phone changing cells should not flicker. */
    @WithDefault("20s")
    Duration grace();

    /** How long after the broker's start, or after many went at once, nobody is turned offline. */
    @WithDefault("60s")
    Duration upheaval();

    /** How many users make it many; and a fifth of all. */
    @WithDefault("50")
    int upheavalUsers();

    /** While the broker cannot be asked: who was last heard of so long ago is offline. */
    @WithDefault("5m")
    Duration silence();

    /** How far the clocks of bridge and broker may be apart. */
    @WithDefault("2s")
    Duration skew();

    /** Between two publications of one user, unless he turns online. */
    @WithDefault("5s")
    Duration pause();

    /** How often what changed is written to PostgreSQL. */
    @WithDefault("250ms")
    Duration writeEvery();

    /** How long it is kept when somebody was seen. */
    @WithDefault("30d")
    Duration history();

    /** Pairs of people who are remembered to be known as contacts. */
    @WithDefault("100000")
    int rememberedContacts();

    /** Partitions of the Kafka topics that are missing and therefore created. */
    @WithDefault("12")
    int topicPartitions();

    /** Replicas of these; -1 is what the brokers say. */
    @WithDefault("-1")
    short topicReplicas();

    /** Another one only where several installations share a Kafka, as tests do. */
    @WithDefault(KafkaTopic.ACCESS)
    String accessTopic();

    /** Likewise. */
    @WithDefault(KafkaTopic.PRESENCE)
    String presenceTopic();

    /** The consumer groups' common name; likewise. */
    @WithDefault("parley-presence")
    String group();

    /** How long one exchange with PostgreSQL or Kafka may take before it is given up. */
    @WithDefault("10s")
    Duration patience();

    /** The first pause before something that failed is tried again; it doubles. */
    @WithDefault("100ms")
    Duration firstPause();

    @WithDefault("2s")
    Duration longestPause();
}

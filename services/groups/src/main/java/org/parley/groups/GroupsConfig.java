package org.parley.groups;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.parley.contracts.KafkaTopic;

/** What an operator can set; a wrong value stops the start. */
@ConfigMapping(prefix = "parley.groups")
public interface GroupsConfig {

    /** Partitions of the Kafka topics that are missing and therefore created. */
    @WithDefault("12")
    int topicPartitions();

    /** Replicas of these; -1 is what the brokers say. */
    @WithDefault("-1")
    short topicReplicas();

    /** Another one only where several installations share a Kafka, as tests do. */
    @WithDefault(KafkaTopic.ACCESS)
    String accessTopic();

    /** How long one exchange with PostgreSQL or Kafka may take before it is given up. */
    @WithDefault("15s")
    Duration patience();

    /** The first pause before something that failed is tried again; it doubles. */
    @WithDefault("100ms")
    Duration firstPause();

    @WithDefault("2s")
    Duration longestPause();

    /** How often the relay looks without being woken, and an idle instance whether to relay. */
    @WithDefault("500ms")
    Duration relayPoll();

    /** Changes relayed in one transaction of Kafka's, at most. */
    @WithDefault("100")
    int relayBatch();

    Limits limits();

    /** What there may be at most. */
    interface Limits {

        /** Members of a group. */
        @WithDefault("1024")
        int members();

        /** Groups that a user is in. */
        @WithDefault("500")
        int groupsPerUser();

        /** Characters of a name. */
        @WithDefault("100")
        int name();

        @WithDefault("1000")
        int description();

        /** Links of a group that still let somebody in. */
        @WithDefault("20")
        int linksPerGroup();

        /** Requests to join a group that nobody has decided. */
        @WithDefault("500")
        int requestsPerGroup();

        /** Users that a user blocks. */
        @WithDefault("1000")
        int blocksPerUser();
    }

    Links links();

    /** Invite links. */
    interface Links {

        /** What stands before a link's token: where the web client, or the app, takes it. */
        @WithDefault("parley://join/")
        String base();

        /** How long one lets people in if its maker does not say. */
        @WithDefault("7d")
        Duration life();

        @WithDefault("365d")
        Duration longestLife();
    }

    /** How long a creation's Idempotency-Key is remembered. */
    @WithDefault("7d")
    Duration creationsRemembered();
}

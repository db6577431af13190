package org.parley.push;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.parley.contracts.KafkaTopic;

/** What an operator can set; a wrong value stops the start. */
@ConfigMapping(prefix = "parley.push")
public interface PushConfig {

    /** Partitions of the Kafka topics that are missing and therefore created. */
    @WithDefault("12")
    int topicPartitions();

    /** Replicas of these; -1 is what the brokers say. */
    @WithDefault("-1")
    short topicReplicas();

    /** Another one only where several installations share a Kafka, as tests do. */
    @WithDefault(KafkaTopic.ACCESS)
    String accessTopic();

    /** The first pause before something that failed is tried again; it doubles. */
    @WithDefault("100ms")
    Duration firstPause();

    @WithDefault("2s")
    Duration longestPause();

    /**
     * Where the broker says who is connected; absent: not known, so that all wait for the grace.
     */
    Optional<URI> broker();

    /** How long a device with a live session may take to say that it has a message. */
    @WithDefault("15s")
    Duration grace();

    /** How long more may come before a device without one is told. */
    @WithDefault("1s")
    Duration coalesce();

    /** How often is looked for what is due. */
    @WithDefault("200ms")
    Duration poll();

    /** After this, work that somebody took and never finished is done by another. */
    @WithDefault("60s")
    Duration lease();

    Ttl ttl();

    /** How long a message may still be told of. */
    interface Ttl {
        @WithDefault("3d")
        Duration message();

        /** A call that rang an hour ago is of no use. */
        @WithDefault("60s")
        Duration call();
    }

    Retry retry();

    /** How what a vendor cannot take now is repeated, until its time to live is over. */
    interface Retry {
        @WithDefault("2s")
        Duration first();

        @WithDefault("10m")
        Duration longest();
    }

    /** How long a vendor may take for one request. */
    @WithDefault("10s")
    Duration timeout();

    /** Requests under way to Google's or Apple's service at once. */
    @WithDefault("64")
    int inFlight();

    /**
     * Requests under way to one Web Push server at once: users name these. As many may be told
     * twice when a process is killed, and four are few enough.
     */
    @WithDefault("4")
    int inFlightPerHost();

    /** Requests under way to all Web Push servers together. */
    @WithDefault("256")
    int inFlightWeb();

    Breaker breaker();

    /** When a vendor is left alone for a while. */
    interface Breaker {
        /** Failures in a row. */
        @WithDefault("8")
        int failures();

        @WithDefault("5s")
        Duration first();

        @WithDefault("60s")
        Duration longest();
    }

    /**
     * Hosts, or host:port, of Web Push servers that may lie at private addresses: distributors of
     * one's own.
     */
    Optional<List<String>> allow();

    /** An authority to trust besides the usual ones, PEM: for distributors of one's own. */
    Optional<Path> ca();

    Vapid vapid();

    /** Web Push and UnifiedPush; not offered without a key. */
    interface Vapid {
        /** The private key: 32 bytes as base64url. */
        Optional<String> key();

        /** Whom a push service may write to: mailto: or https:. */
        @WithDefault("mailto:push@localhost.localdomain")
        String subject();
    }

    Fcm fcm();

    /** Firebase Cloud Messaging; not offered without an account. */
    interface Fcm {
        /** The service account's JSON file. */
        Optional<Path> account();

        @WithDefault("https://fcm.googleapis.com")
        URI url();
    }

    Apns apns();

    /** Apple's service; not offered without a key. */
    interface Apns {
        /** The .p8 file. */
        Optional<Path> key();

        Optional<String> keyId();

        Optional<String> team();

        /** The app's bundle id. */
        Optional<String> topic();

        @WithDefault("https://api.push.apple.com")
        URI url();
    }

    Limits limits();

    /** What there may be at most. */
    interface Limits {
        @WithDefault("20")
        int devicesPerUser();

        @WithDefault("1000")
        int mutesPerUser();

        /** Of one user within a minute. */
        @WithDefault("10")
        int testsPerMinute();
    }

    /** How long the ledger says what became of a message. */
    @WithDefault("7d")
    Duration ledgerKept();

    /** How long a message's id is known after nobody has to be told of it any more. */
    @WithDefault("1h")
    Duration remember();
}

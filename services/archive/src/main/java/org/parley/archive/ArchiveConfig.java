package org.parley.archive;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What an operator can set; a wrong value stops the start. */
@ConfigMapping(prefix = "parley.archive")
public interface ArchiveConfig {

    /** Partitions of the Kafka topics that are missing and therefore created. */
    @WithDefault("12")
    int topicPartitions();

    /** Replicas of these; -1 is what the brokers say. */
    @WithDefault("-1")
    short topicReplicas();

    /** How long one exchange with PostgreSQL or Kafka may take before it is tried again. */
    @WithDefault("60s")
    Duration patience();

    /** The first pause before something that failed is tried again; it doubles. */
    @WithDefault("100ms")
    Duration firstPause();

    @WithDefault("5s")
    Duration longestPause();

    /** Direct conversations whose members are remembered to be written already. */
    @WithDefault("20000")
    int rememberedConversations();

    /**
     * How old a receipt is when it is written, so that the message it speaks of is there already
     * and the receipt need not be kept waiting in a table.
     */
    @WithDefault("250ms")
    Duration receiptsSettle();

    /** How long a receipt, edit or delete waits for a message that has not come. */
    @WithDefault("30d")
    Duration pendingFor();

    /** How long dead letters are kept for operators. */
    @WithDefault("90d")
    Duration rejectedFor();

    /** Expired messages emptied in one transaction. */
    @WithDefault("500")
    int sweepBatch();

    /**
     * Months of messages that end longer ago are dropped; absent: everything is kept. A message
     * repeated after that would be archived again.
     */
    Optional<Duration> retention();
}

package org.parley.contracts;

import java.util.List;

/** The log's topics: a public contract, changed by addition only. */
public record KafkaTopic(String name, boolean compacted) {

    /** {@link MessageSent}, by conversation. */
    public static final String MESSAGES = "parley.messages";

    /** {@link ReceiptSent}, by conversation. */
    public static final String RECEIPTS = "parley.receipts";

    /** {@link PresenceSent}: what devices say of their state, by user. */
    public static final String PRESENCE = "parley.presence";

    /**
     * {@link GroupState}, {@link GroupMember}, {@link UserBlock}, {@link PresenceVisibility},
     * {@link Contact}, by {@link AccessKey}; compacted.
     */
    public static final String ACCESS = "parley.access";

    /** {@link OutboundPublish}: what the services want published over MQTT, by target. */
    public static final String OUTBOUND = "parley.outbound";

    /** {@link MessageRejected}: dead letters, by sender. */
    public static final String REJECTED = "parley.rejected";

    /** Unless configured otherwise. */
    public static final int DEFAULT_PARTITIONS = 12;

    public static final List<KafkaTopic> ALL =
            List.of(
                    new KafkaTopic(MESSAGES, false),
                    new KafkaTopic(RECEIPTS, false),
                    new KafkaTopic(PRESENCE, false),
                    new KafkaTopic(ACCESS, true),
                    new KafkaTopic(OUTBOUND, false),
                    new KafkaTopic(REJECTED, false));
}

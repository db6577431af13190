package org.parley.contracts;

import java.time.Instant;

/**
 * What a device says of itself, or its Last Will, on {@link KafkaTopic#PRESENCE}. It may stand on
 * the log more than once, and late: a device that a Will calls offline may be back already.
 *
 * @param user whose device it is, proven by the broker
 * @param device which one
 * @param state {@code online}, {@code away} or {@code offline}
 * @param receivedAt when the bridge took it
 */
public record PresenceSent(String user, String device, String state, Instant receivedAt) {

    public static final String ONLINE = "online";
    public static final String AWAY = "away";
    public static final String OFFLINE = "offline";
}

package org.parley.contracts;

import java.time.Instant;

/**
 * Somebody wants to hear nothing from another, on {@link KafkaTopic#ACCESS} under {@link
 * AccessKey.Block}. A record without a value ends it.
 *
 * @param owner who blocks
 * @param blocked who is not heard
 * @param since when it began
 */
public record UserBlock(String owner, String blocked, Instant since) {}

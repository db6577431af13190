package org.parley.contracts;

import java.time.Instant;

/**
 * Two users have a direct conversation, on {@link KafkaTopic#ACCESS} under {@link
 * AccessKey.Contact}. A record without a value ends it.
 *
 * @param a the first of them in alphabetical order
 * @param b the other one
 * @param since when they first wrote to each other
 */
public record Contact(String a, String b, Instant since) {}

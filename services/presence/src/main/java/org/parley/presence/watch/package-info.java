/**
 * The instance's share of the work: Kafka's partitions, each with a board that is kept and told.
 */
@NullMarked
package org.parley.presence.watch;

import org.jspecify.annotations.NullMarked;

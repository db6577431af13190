/** How a change reaches Kafka: in the same transaction into a table, from there in order. */
@NullMarked
package org.parley.groups.outbox;

import org.jspecify.annotations.NullMarked;

/** What the service itself writes to Kafka. */
@NullMarked
package org.parley.presence.log;

import org.jspecify.annotations.NullMarked;

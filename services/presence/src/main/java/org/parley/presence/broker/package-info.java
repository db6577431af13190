/** What is true now: the broker's list of open connections. */
@NullMarked
package org.parley.presence.broker;

import org.jspecify.annotations.NullMarked;

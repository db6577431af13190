/** Presence over HTTP, by the rule that the broker has for subscriptions. */
@NullMarked
package org.parley.presence.sight;

import org.jspecify.annotations.NullMarked;

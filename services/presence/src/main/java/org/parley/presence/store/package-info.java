/** PostgreSQL, for threads that may wait. */
@NullMarked
package org.parley.presence.store;

import org.jspecify.annotations.NullMarked;

/** PostgreSQL, for threads that may wait. */
@NullMarked
package org.parley.push.store;

import org.jspecify.annotations.NullMarked;

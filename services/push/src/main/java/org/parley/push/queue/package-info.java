/** From the log into rows: who is to be told of what, and what that is no longer so. */
@NullMarked
package org.parley.push.queue;

import org.jspecify.annotations.NullMarked;

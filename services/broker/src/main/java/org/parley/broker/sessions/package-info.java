/** The sessions there are, and that they hear exactly the groups that their users belong to. */
@NullMarked
package org.parley.broker.sessions;

import org.jspecify.annotations.NullMarked;

/** The rules: what devices say and the broker's list of connections become one state a user. */
@NullMarked
package org.parley.presence.board;

import org.jspecify.annotations.NullMarked;

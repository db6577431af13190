/** Groups, members and blocks, from the log: what decides who sees whom. */
@NullMarked
package org.parley.presence.access;

import org.jspecify.annotations.NullMarked;

/** Tells a device that nobody is looking at that somebody has written. */
@NullMarked
package org.parley.push;

import org.jspecify.annotations.NullMarked;

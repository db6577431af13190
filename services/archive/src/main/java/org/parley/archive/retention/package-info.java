/** What goes with time: expired content, what waited in vain, and months too old to keep. */
@NullMarked
package org.parley.archive.retention;

import org.jspecify.annotations.NullMarked;

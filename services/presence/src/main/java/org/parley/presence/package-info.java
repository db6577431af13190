/** Who is there now, who was last, and who may know. */
@NullMarked
package org.parley.presence;

import org.jspecify.annotations.NullMarked;

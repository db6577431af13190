/** Who wants to hear nothing from whom. */
@NullMarked
package org.parley.groups.block;

import org.jspecify.annotations.NullMarked;

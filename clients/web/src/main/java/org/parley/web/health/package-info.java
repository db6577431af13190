/** How each hop does now and did in the last minutes, for operators. */
@NullMarked
package org.parley.web.health;

import org.jspecify.annotations.NullMarked;

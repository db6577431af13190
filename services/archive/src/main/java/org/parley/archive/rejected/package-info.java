/** Dead letters: kept for operators, and what becomes of one that comes again. */
@NullMarked
package org.parley.archive.rejected;

import org.jspecify.annotations.NullMarked;

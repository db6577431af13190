/** Keeps what was said, in the order everybody sees it, and answers who may ask. */
@NullMarked
package org.parley.archive;

import org.jspecify.annotations.NullMarked;

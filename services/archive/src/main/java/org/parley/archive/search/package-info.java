/** Finds words in what was said, in whatever language. */
@NullMarked
package org.parley.archive.search;

import org.jspecify.annotations.NullMarked;

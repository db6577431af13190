/** Loads a running stack as many people would, and reports what it did and what it cost. */
@NullMarked
package org.parley.bench;

import org.jspecify.annotations.NullMarked;

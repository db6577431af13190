/** The start in any order: what the archive waits for, and what it does meanwhile. */
@NullMarked
package org.parley.archive.start;

import org.jspecify.annotations.NullMarked;

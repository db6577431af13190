/** Append-only files that survive a power cut with at most a torn last line. */
@NullMarked
package org.parley.cli.journal;

import org.jspecify.annotations.NullMarked;

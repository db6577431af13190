/** Parley in the terminal: the entry point. */
@NullMarked
package org.parley.cli;

import org.jspecify.annotations.NullMarked;

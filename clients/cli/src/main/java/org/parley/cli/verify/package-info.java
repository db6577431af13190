/** Compares what this machine sent with what the archive has. Pure. */
@NullMarked
package org.parley.cli.verify;

import org.jspecify.annotations.NullMarked;

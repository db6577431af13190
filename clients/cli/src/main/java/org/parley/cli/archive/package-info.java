/** The archive's REST interface. */
@NullMarked
package org.parley.cli.archive;

import org.jspecify.annotations.NullMarked;

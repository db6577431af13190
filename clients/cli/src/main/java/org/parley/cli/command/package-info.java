/** The commands of the parley command line. */
@NullMarked
package org.parley.cli.command;

import org.jspecify.annotations.NullMarked;

/** The chat as a script sees it: one JSON object a line. */
@NullMarked
package org.parley.cli.script;

import org.jspecify.annotations.NullMarked;

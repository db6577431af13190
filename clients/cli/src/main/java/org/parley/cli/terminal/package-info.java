/** The chat as a person sees it in a terminal. */
@NullMarked
package org.parley.cli.terminal;

import org.jspecify.annotations.NullMarked;

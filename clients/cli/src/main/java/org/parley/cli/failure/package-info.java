/** Why a command could not do its work, what to do next, and the exit code that says so. */
@NullMarked
package org.parley.cli.failure;

import org.jspecify.annotations.NullMarked;

/** Asks the groups service. */
@NullMarked
package org.parley.cli.groups;

import org.jspecify.annotations.NullMarked;

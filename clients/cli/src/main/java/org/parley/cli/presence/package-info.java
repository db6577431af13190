/** Who is there, and since when somebody is not. */
@NullMarked
package org.parley.cli.presence;

import org.jspecify.annotations.NullMarked;

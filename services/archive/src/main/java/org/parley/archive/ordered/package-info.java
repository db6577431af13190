/** Writing to PostgreSQL so that positions become visible in the order in which they were drawn. */
@NullMarked
package org.parley.archive.ordered;

import org.jspecify.annotations.NullMarked;

/** Who is in which group and who blocks whom: the source of parley.access. */
@NullMarked
package org.parley.groups;

import org.jspecify.annotations.NullMarked;

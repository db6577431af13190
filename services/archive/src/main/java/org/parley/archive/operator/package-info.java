/** What operators may see and erase, and the trail that they leave. */
@NullMarked
package org.parley.archive.operator;

import org.jspecify.annotations.NullMarked;

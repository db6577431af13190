/** What crosses a process boundary: topics, who may use them, and the records on the log. */
@NullMarked
package org.parley.contracts;

import org.jspecify.annotations.NullMarked;

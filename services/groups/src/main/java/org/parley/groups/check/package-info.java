/** Whether the log says what the database says, and what to do where it does not. */
@NullMarked
package org.parley.groups.check;

import org.jspecify.annotations.NullMarked;

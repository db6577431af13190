/** The start in any order: what this service waits for, and what it does meanwhile. */
@NullMarked
package org.parley.push.start;

import org.jspecify.annotations.NullMarked;

/** Who was in which group when, from the log: what decides who reads what. */
@NullMarked
package org.parley.archive.membership;

import org.jspecify.annotations.NullMarked;

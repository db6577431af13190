/** What operators may ask and do across all users; every call says why, and is on record first. */
@NullMarked
package org.parley.push.operator;

import org.jspecify.annotations.NullMarked;

/** A notification at the user's wish, with each step explained. */
@NullMarked
package org.parley.push.trial;

import org.jspecify.annotations.NullMarked;

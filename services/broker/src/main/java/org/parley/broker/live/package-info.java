/** The connections there are, when they end, and who may end them. */
@NullMarked
package org.parley.broker.live;

import org.jspecify.annotations.NullMarked;

/** HiveMQ's callbacks, which translate and ask the rules beneath. */
@NullMarked
package org.parley.broker.extension;

import org.jspecify.annotations.NullMarked;

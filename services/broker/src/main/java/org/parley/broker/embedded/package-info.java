/** HiveMQ CE with our extension as one process, for the local stack and the tests. */
@NullMarked
package org.parley.broker.embedded;

import org.jspecify.annotations.NullMarked;

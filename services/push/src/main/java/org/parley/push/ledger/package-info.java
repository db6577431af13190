/** What became of each message on each device. */
@NullMarked
package org.parley.push.ledger;

import org.jspecify.annotations.NullMarked;

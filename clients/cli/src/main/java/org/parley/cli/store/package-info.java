/** What this device knows, on disk: messages, cursor, receipts. */
@NullMarked
package org.parley.cli.store;

import org.jspecify.annotations.NullMarked;

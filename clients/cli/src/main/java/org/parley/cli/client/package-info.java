/** The chat client as a library: connect, outbox, receipts, catching up. */
@NullMarked
package org.parley.cli.client;

import org.jspecify.annotations.NullMarked;

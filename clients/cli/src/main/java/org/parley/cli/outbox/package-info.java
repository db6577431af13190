/** Messages that wait on disk until the archive has them. */
@NullMarked
package org.parley.cli.outbox;

import org.jspecify.annotations.NullMarked;

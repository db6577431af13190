/** What the archive itself writes to Kafka: stored receipts, dead letters, and notices of them. */
@NullMarked
package org.parley.archive.log;

import org.jspecify.annotations.NullMarked;

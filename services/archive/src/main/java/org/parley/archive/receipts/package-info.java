/** How far people have received and read: watermarks that never move back. */
@NullMarked
package org.parley.archive.receipts;

import org.jspecify.annotations.NullMarked;

/** Messages from the log into the table: each once, numbered, with what edits and deletes do. */
@NullMarked
package org.parley.archive.ingest;

import org.jspecify.annotations.NullMarked;

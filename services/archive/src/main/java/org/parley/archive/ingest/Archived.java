package org.parley.archive.ingest;

/**
 * A message that is in the table.
 *
 * @param isNew false for a repeat of what was there already
 */
record Archived(ArchivedMessage message, long position, boolean isNew) {}

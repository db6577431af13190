package org.parley.archive.ingest;

import java.util.UUID;

/** What makes a message the same, however often and late it comes. */
record MessageKey(UUID id, String conversation, String sender) {}

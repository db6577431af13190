package org.parley.archive.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An edit or delete that is archived and now to be applied.
 *
 * @param own its own key
 * @param target what it changes: always the same sender's, in the same conversation
 * @param text an edit's new text; null for a delete, and for an edit that has expired
 */
record Change(
        MessageKey own,
        MessageKey target,
        long position,
        boolean delete,
        @Nullable String text,
        Instant at,
        Instant receivedAt) {}

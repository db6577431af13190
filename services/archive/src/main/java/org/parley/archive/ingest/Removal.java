package org.parley.archive.ingest;

import java.util.Set;
import org.parley.archive.ordered.Tx;

/** Takes what was said out of messages; that they were there stays. */
final class Removal {

    private static final String MESSAGES =
            """
            UPDATE message m SET payload = NULL, edited_text = NULL, words = NULL,
              removed_at = clock_timestamp(), removed_why = 'deleted'
            FROM %s
            WHERE m.id = k.id AND m.conversation = k.conversation AND m.sender = k.sender
              AND m.removed_at IS NULL
            """
                    .formatted(Changes.KEYS);

    /** An edit goes when its message goes, for the same reason. */
    private static final String EDITS =
            """
            UPDATE message e SET payload = NULL, words = NULL,
              removed_at = clock_timestamp(), removed_why = m.removed_why
            FROM %s JOIN message m
              ON m.id = k.id AND m.conversation = k.conversation AND m.sender = k.sender
            WHERE e.ref = m.id AND e.conversation = m.conversation AND e.sender = m.sender
              AND e.type = 'edit' AND e.removed_at IS NULL AND m.removed_at IS NOT NULL
            """
                    .formatted(Changes.KEYS);

    private Removal() {}

    static void delete(Tx tx, Set<MessageKey> messages) throws Exception {
        if (!messages.isEmpty()) Changes.onKeys(tx, MESSAGES, messages);
    }

    static void emptyEdits(Tx tx, Set<MessageKey> removed) throws Exception {
        if (!removed.isEmpty()) Changes.onKeys(tx, EDITS, removed);
    }
}

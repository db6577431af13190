package org.parley.push.queue;

import java.time.Duration;

/** Takes away what a device shows, where the user has read it elsewhere. */
public final class Clearing {

    /** What is shown a day later is not worth a message to take it away. */
    public static final Duration TTL = Duration.ofDays(1);

    private Clearing() {}

    /**
     * The end of a statement. Its parameters are the time, the time, and when it expires.
     *
     * @param source a CTE with what is no longer to be shown: user_id, device, conversation,
     *     position
     * @param where which of it
     */
    public static String sql(String source, String where) {
        return """
        , c AS (
          INSERT INTO pending AS p (user_id, device, conversation, lane, position, phase, live, clear, urgent, mention,
            queued_at, due_at, expires_at)
          SELECT d.user_id, d.device, %1$s.conversation, d.lane, max(%1$s.position), 1, NULL, true, false, false,
            ?::timestamptz, ?::timestamptz, ?::timestamptz
          FROM %1$s JOIN device d ON d.user_id = %1$s.user_id AND d.device = %1$s.device
            AND d.kind IS NOT NULL AND d.clears
          %2$s GROUP BY d.user_id, d.device, %1$s.conversation
          ON CONFLICT DO NOTHING
          RETURNING user_id, device, conversation, position, queued_at)
        INSERT INTO ledger (at, user_id, device, conversation, message, event, detail)
        SELECT c.queued_at, c.user_id, c.device, c.conversation, m.id, 'clear-queued', 'read after it was shown'
        FROM c LEFT JOIN message m ON m.position = c.position
        """
                .formatted(source, where);
    }
}

package org.parley.push.queue;

import java.sql.SQLException;
import org.parley.push.store.Cells;

/**
 * How far somebody came, in positions.
 *
 * @param device empty where the client did not say
 * @param state as in a receipt
 */
record Reach(String user, String conversation, String device, String state, long position) {

    static Reach of(Cells row) throws SQLException {
        return new Reach(
                row.text("user_id"),
                row.text("conversation"),
                row.text("device"),
                row.text("state"),
                row.number("position"));
    }
}

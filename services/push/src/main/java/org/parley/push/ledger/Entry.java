package org.parley.push.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.parley.push.store.Cells;

/** One line of the ledger. */
@Schema(
        name = "LedgerEntry",
        description = "What happened to a message on a device; never what was said.")
public record Entry(
        @Schema(description = "Grows with time.") long id,
        Instant at,
        @Schema(examples = "bob") String user,
        @Schema(examples = "phone") String device,
        @Schema(description = "Absent: of a test.", examples = "alice_bob")
                @Nullable String conversation,
        @Schema(description = "The message's id.") @Nullable UUID message,
        @Schema(
                        description =
                                "`queued`, `muted`, `collapsed` (a newer one stands for it), `cancelled-read`,"
                                        + " `cancelled-delivered`, `cancelled`, `held` (quiet hours), `sent` (handed"
                                        + " to the vendor), `accepted`, `retried`, `refused`, `expired`,"
                                        + " `dead-target`, `clear-queued`, `cleared`, `requeued` (by an operator),"
                                        + " `test`.",
                        examples = "accepted")
                String event,
        @Schema(description = "Why, in words.", examples = "HTTP 201") @Nullable String detail) {

    static Entry of(Cells row) throws SQLException {
        return new Entry(
                row.number("id"),
                row.time("at"),
                row.text("user_id"),
                row.text("device"),
                row.textOrNull("conversation"),
                row.uuidOrNull("message"),
                row.text("event"),
                row.textOrNull("detail"));
    }
}

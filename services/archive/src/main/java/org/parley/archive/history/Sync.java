package org.parley.archive.history;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.parley.archive.history.Cursor.Kind;
import org.parley.archive.history.Receipts.ReceiptView;
import org.parley.contracts.UserId;

/**
 * All that happened in a person's conversations since a cursor, in one order.
 *
 * <p>One statement, so that messages and receipts are seen as of one moment: with two, a receipt
 * committed between them would carry the cursor past a message that was committed before it.
 */
@ApplicationScoped
class Sync {

    private static final String RECEIPTS = "receipts";

    /** Rows that all active conversations together offer to a page, about. */
    private static final int OFFERED = 5_000;

    private static final int LEAST_SHARE = 20;

    private static final String SINCE =
            "WITH mine AS MATERIALIZED ("
                    + " SELECT c.id, c.last_position FROM membership me"
                    + " JOIN conversation c ON c.id = me.conversation WHERE me.user_id = $1),"
                    + " active AS MATERIALIZED (SELECT id FROM mine WHERE last_position > $2),"
                    + " share AS MATERIALIZED (SELECT least($3::bigint, greatest("
                    + LEAST_SHARE
                    + ", "
                    + OFFERED
                    + " / greatest(1, count(*)))) AS rows FROM active)"
                    + " SELECT m.*, (SELECT rows FROM share) AS share, NULL AS user_id, NULL AS state,"
                    + " NULL::uuid AS up_to, NULL::timestamptz AS at, NULL::bigint AS change"
                    + " FROM active CROSS JOIN LATERAL (SELECT "
                    + ArchivedMessage.COLUMNS
                    + " FROM message m WHERE m.conversation = active.id AND m.position > $2"
                    + " ORDER BY m.position LIMIT (SELECT rows FROM share)) m"
                    + " UNION ALL (SELECT NULL, w.conversation, NULL, w.position, NULL, NULL, NULL,"
                    + " NULL, NULL, NULL, NULL, NULL, NULL, w.user_id, w.state, w.up_to, w.at, w.change"
                    + " FROM mine JOIN watermark w ON w.conversation = mine.id"
                    + " WHERE w.change > $2 ORDER BY w.change LIMIT $3)";

    private static final String END =
            "SELECT greatest(max(c.last_position), max(w.change), 0) FROM membership me"
                    + " LEFT JOIN conversation c ON c.id = me.conversation"
                    + " LEFT JOIN watermark w ON w.conversation = me.conversation"
                    + " WHERE me.user_id = $1";

    private final Pool pool;
    private final Clock clock;

    Sync(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    Uni<SyncPage> since(UserId user, long after, PageSize size) {
        return pool.preparedQuery(SINCE)
                .execute(Tuple.of(user.value(), after, size.andOne()))
                .map(rows -> page(rows, after, size));
    }

    /** Nothing, and the cursor from which only what is new is seen. */
    Uni<SyncPage> now(UserId user) {
        return pool.preparedQuery(END)
                .execute(Tuple.of(user.value()))
                .map(rows -> SyncPage.of(List.of(), rows.iterator().next().getLong(0), false));
    }

    private SyncPage page(RowSet<Row> rows, long after, PageSize size) {
        List<SyncItem> offered = new ArrayList<>(rows.size());
        int share = size.andOne();
        Instant now = clock.instant();
        for (Row row : rows) {
            Long given = row.getLong("share");
            if (given != null) share = given.intValue();
            offered.add(item(row, now));
        }
        Stretch<SyncItem> stretch =
                Stretch.cut(offered, Map.of(RECEIPTS, size.andOne()), share, size.value());
        List<SyncItem> items = stretch.items();
        return SyncPage.of(
                items, items.isEmpty() ? after : items.getLast().number(), stretch.more());
    }

    private static SyncItem item(Row row, Instant now) {
        Long change = row.getLong("change");
        if (change != null) return new SyncItem(change, RECEIPTS, null, ReceiptView.of(row));
        ArchivedMessage message = ArchivedMessage.of(row);
        return new SyncItem(
                message.position(),
                message.conversation(),
                MessageView.of(message, null, now),
                null);
    }

    @Schema(
            name = "SyncPage",
            description = "What happened, in the order in which it became visible.")
    record SyncPage(
            List<SyncItem> items,
            @Schema(description = "For `after`: what happens later. Keep the last one.")
                    String cursor,
            @Schema(description = "Whether there is more already: ask again.") boolean more) {

        static SyncPage of(List<SyncItem> items, long position, boolean more) {
            return new SyncPage(items, Cursor.at(Kind.SYNC, position).toString(), more);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SyncItem", description = "Either a message or a receipt.")
    record SyncItem(
            @Schema(hidden = true) @JsonIgnore long number,
            @Schema(hidden = true) @JsonIgnore String source,
            @Schema(
                            description =
                                    "A message as it is now, edits, deletes and reactions as messages of their"
                                            + " own. Seen again when a later page is asked for an earlier cursor:"
                                            + " merge by id.")
                    @Nullable MessageView message,
            @Schema(description = "A user came further; what it said before is not repeated.")
                    @Nullable ReceiptView receipt)
            implements Stretch.Numbered {}
}

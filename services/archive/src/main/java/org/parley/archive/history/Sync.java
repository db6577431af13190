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

    private static final String RECEIPT = "receipt";
    private static final String OWN = "own receipt";
    private static final String MEMBERSHIP = "membership";

    /** Rows that all active conversations together offer to a page, about. */
    private static final int OFFERED = 5_000;

    private static final int LEAST_SHARE = 20;

    // Others' receipts come in direct conversations only: in a group of 1,000 each would go to all.
    // Messages that are not for him are read too, so that the cursor passes over them.
    private static final String SINCE =
            """
            WITH mine AS MATERIALIZED (
              SELECT me.conversation AS id, me.seen, me.first_position, me.change, me.role,
                coalesce(c.last_position, 0) AS last_position
              FROM membership me LEFT JOIN conversation c ON c.id = me.conversation
              WHERE me.user_id = $1 AND NOT isempty(me.seen)),
            active AS MATERIALIZED (SELECT * FROM mine WHERE last_position > $2),
            share AS MATERIALIZED (SELECT least($3::bigint, greatest($least,
              $offered / greatest(1, count(*)))) AS rows FROM active)
            SELECT 'message' AS kind, m.*, (SELECT rows FROM share) AS share, NULL AS user_id,
              NULL AS state, NULL::uuid AS up_to, NULL::timestamptz AS at, NULL::bigint AS change
            FROM active CROSS JOIN LATERAL (SELECT $message, m.received_at <@ active.seen AS his
              FROM message m WHERE m.conversation = active.id
                AND m.position > greatest($2, active.first_position - 1)
              ORDER BY m.position LIMIT (SELECT rows FROM share)) m
            UNION ALL (SELECT 'receipt', $none,
              NULL, NULL, w.user_id, w.state, w.up_to, w.at, w.change
              FROM mine JOIN watermark w ON w.conversation = mine.id
              WHERE mine.change = 0 AND w.change > $2 ORDER BY w.change LIMIT $3)
            UNION ALL (SELECT 'own receipt', $none,
              NULL, NULL, w.user_id, w.state, w.up_to, w.at, w.change
              FROM mine JOIN watermark w ON w.conversation = mine.id AND w.user_id = $1
              WHERE mine.change > 0 AND w.change > $2 ORDER BY w.change LIMIT $3)
            UNION ALL (SELECT 'membership', $member,
              NULL, NULL, $1::text, mine.role, NULL, NULL, mine.change
              FROM mine WHERE mine.change > $2 ORDER BY mine.change LIMIT $3)
            """
                    .replace("$least", String.valueOf(LEAST_SHARE))
                    .replace("$offered", String.valueOf(OFFERED))
                    .replace("$message", ArchivedMessage.asSeen("active.seen"))
                    .replace("$none", ArchivedMessage.none("w.conversation", "w.position"))
                    .replace("$member", ArchivedMessage.none("mine.id", "NULL"));

    private static final String END =
            """
            SELECT greatest(max(c.last_position), max(w.change), max(me.change), 0)
            FROM membership me
            LEFT JOIN conversation c ON c.id = me.conversation
            LEFT JOIN LATERAL (
              SELECT change FROM watermark
              WHERE me.change = 0 AND conversation = me.conversation
              UNION ALL
              SELECT change FROM watermark
              WHERE conversation = me.conversation AND user_id = $1) w ON true
            WHERE me.user_id = $1
            """;

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
        Stretch<SyncItem> stretch = Stretch.cut(offered, shares(size), share, size.value());
        List<SyncItem> items = stretch.items();
        long last = items.isEmpty() ? after : items.getLast().number();
        return SyncPage.of(items.stream().filter(SyncItem::isHis).toList(), last, stretch.more());
    }

    /** Of the sources that are no conversation. */
    private static Map<String, Integer> shares(PageSize size) {
        int all = size.andOne();
        return Map.of(RECEIPT, all, OWN, all, MEMBERSHIP, all);
    }

    private static SyncItem item(Row row, Instant now) {
        String kind = row.getString("kind");
        return switch (kind) {
            case RECEIPT, OWN ->
                    new SyncItem(row.getLong("change"), kind, null, ReceiptView.of(row), null);
            case MEMBERSHIP ->
                    new SyncItem(row.getLong("change"), kind, null, null, MembershipView.of(row));
            default -> message(row, now);
        };
    }

    private static SyncItem message(Row row, Instant now) {
        ArchivedMessage message = ArchivedMessage.of(row);
        MessageView view = row.getBoolean("his") ? MessageView.of(message, null, now) : null;
        return new SyncItem(message.position(), message.conversation(), view, null, null);
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
    @Schema(name = "SyncItem", description = "One of a message, a receipt, a membership.")
    record SyncItem(
            @Schema(hidden = true) @JsonIgnore long number,
            @Schema(hidden = true) @JsonIgnore String source,
            @Schema(
                            description =
                                    "A message as it is now, edits, deletes and reactions as messages of their"
                                            + " own. Seen again when a later page is asked for an earlier cursor:"
                                            + " merge by id.")
                    @Nullable MessageView message,
            @Schema(
                            description =
                                    "A user came further; what it said before is not repeated. In a group only"
                                            + " the caller's own.")
                    @Nullable ReceiptView receipt,
            @Schema(
                            description =
                                    "The caller came into a group, left it, or got another role there.")
                    @Nullable MembershipView membership)
            implements Stretch.Numbered {

        private boolean isHis() {
            return message != null || receipt != null || membership != null;
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "Membership",
            description =
                    "What the caller is in a group from now on. What he may read of it may lie before the"
                            + " cursor, so its history is to be read again.")
    record MembershipView(
            @Schema(description = "The group.") String conversation,
            @Schema(description = "`joined` or `left`.", examples = "joined") String state,
            @Schema(
                            description = "`owner`, `admin` or `member`; absent for `left`.",
                            examples = "member")
                    @Nullable String role,
            @Schema(description = "Its place among the others.", examples = "4712") long position) {

        static MembershipView of(Row row) {
            String role = row.getString("state");
            return new MembershipView(
                    row.getString("conversation"),
                    role == null ? "left" : "joined",
                    role,
                    row.getLong("change"));
        }
    }
}

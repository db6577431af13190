package org.parley.archive.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.parley.archive.history.Memberships.Membership;
import org.parley.archive.problem.NotTheAuthor;
import org.parley.contracts.ConversationId;

/** How far each user has received and read. */
@ApplicationScoped
class Receipts {

    // In a group one's own: how far each of 1,000 others came is nobody's business but an author's.
    private static final String OF_CONVERSATION =
            """
            SELECT conversation, user_id, state, up_to, position, at FROM watermark
            WHERE conversation = $1 AND (NOT $3 OR user_id = $2) ORDER BY user_id, state
            """;

    // Those whom the message was for: they may read it.
    private static final String AUDIENCE =
            """
            WITH audience AS MATERIALIZED (
              SELECT me.user_id, d.position IS NOT NULL AS delivered, r.position IS NOT NULL AS read
              FROM membership me
              LEFT JOIN watermark d ON d.conversation = me.conversation AND d.user_id = me.user_id
                AND d.state = 'delivered' AND d.position >= $2
              LEFT JOIN watermark r ON r.conversation = me.conversation AND r.user_id = me.user_id
                AND r.state = 'read' AND r.position >= $2
              WHERE me.conversation = $1 AND me.user_id <> $3 AND $4::timestamptz <@ me.seen),
            page AS (
              SELECT user_id FROM audience WHERE delivered AND user_id COLLATE "C" > $5
              ORDER BY user_id COLLATE "C" LIMIT $6)
            SELECT n.*, w.conversation, w.user_id, w.state, w.up_to, w.position, w.at
            FROM (SELECT count(*) AS audience, count(*) FILTER (WHERE delivered) AS delivered,
                count(*) FILTER (WHERE read) AS read FROM audience) n
            LEFT JOIN (page JOIN watermark w
              ON w.conversation = $1 AND w.user_id = page.user_id AND w.position >= $2) ON true
            ORDER BY w.user_id COLLATE "C", w.state
            """;

    private final Pool pool;
    private final Memberships memberships;

    Receipts(Pool pool, Memberships memberships) {
        this.pool = pool;
        this.memberships = memberships;
    }

    /** Of both; in a group one's own. */
    Uni<List<ReceiptView>> of(Membership membership) {
        return pool.preparedQuery(OF_CONVERSATION)
                .execute(
                        Tuple.of(
                                membership.conversation().value(),
                                membership.user().value(),
                                isGroup(membership)))
                .map(Receipts::views);
    }

    /**
     * Of everybody but the author who came as far as the message.
     *
     * @param from users after this one
     */
    Uni<MessageReceipts> covering(
            Membership membership, ArchivedMessage message, String from, PageSize size) {
        return allowed(membership, message)
                .flatMap(_ ->
                        pool.preparedQuery(AUDIENCE)
                                .execute(
                                        Tuple.of(
                                                message.conversation(),
                                                message.position(),
                                                message.sender(),
                                                message.receivedAt().atOffset(ZoneOffset.UTC),
                                                from,
                                                size.andOne())))
                .map(rows -> MessageReceipts.of(rows, size));
    }

    private Uni<Boolean> allowed(Membership membership, ArchivedMessage message) {
        if (!isGroup(membership)) return Uni.createFrom().item(true);
        return memberships
                .isMember(membership)
                .map(member -> {
                    if (!member || !message.sender().equals(membership.user().value()))
                        throw new NotTheAuthor(message.id());
                    return true;
                });
    }

    private static boolean isGroup(Membership membership) {
        return membership.conversation() instanceof ConversationId.Group;
    }

    private static List<ReceiptView> views(RowSet<Row> rows) {
        List<ReceiptView> receipts = new ArrayList<>(rows.size());
        for (Row row : rows)
            if (row.getString("user_id") != null) receipts.add(ReceiptView.of(row));
        return receipts;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "Receipt",
            description =
                    "How far a user has received or read. It covers everything before `upTo` too, and"
                            + " `read` includes `delivered`.")
    record ReceiptView(
            @Schema(examples = "alice_bob") String conversation,
            @Schema(description = "Whose receipt it is.", examples = "bob") String user,
            @Schema(description = "`delivered` or `read`.", examples = "read") String state,
            @Schema(description = "The last message covered.") UUID upTo,
            @Schema(description = "Its position.", examples = "4711") long position,
            @Schema(description = "When the user came so far.", examples = "2026-11-23T08:00:05Z")
                    Instant at) {

        static ReceiptView of(Row row) {
            return new ReceiptView(
                    row.getString("conversation"),
                    row.getString("user_id"),
                    row.getString("state"),
                    row.getUUID("up_to"),
                    row.getLong("position"),
                    row.getOffsetDateTime("at").toInstant());
        }
    }

    @Schema(name = "Receipts", description = "At most one a user and state.")
    record ReceiptList(List<ReceiptView> receipts) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "MessageReceipts",
            description = "At most one a user and state, by user; and how many there are in all.")
    record MessageReceipts(
            List<ReceiptView> receipts,
            @Schema(description = "Users to whom it was delivered; `read` are among them.")
                    long delivered,
            @Schema(description = "Users who have read it.") long read,
            @Schema(description = "Users who may read it, without its author.") long of,
            @Schema(description = "For `after`: more users. Absent on the last page.")
                    @Nullable String next) {

        static MessageReceipts of(RowSet<Row> rows, PageSize size) {
            Row counts = rows.iterator().next();
            List<ReceiptView> all = views(rows);
            List<String> users = all.stream().map(ReceiptView::user).distinct().toList();
            boolean more = users.size() > size.value();
            String last = more ? users.get(size.value() - 1) : null;
            return new MessageReceipts(
                    last == null
                            ? all
                            : all.stream().filter(r -> r.user().compareTo(last) <= 0).toList(),
                    counts.getLong("delivered"),
                    counts.getLong("read"),
                    counts.getLong("audience"),
                    last);
        }
    }
}

package org.parley.archive.history;

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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.parley.archive.history.Cursor.Kind;
import org.parley.contracts.ConversationId;
import org.parley.contracts.UserId;

/** A person's conversations, the one where something was said last first. */
@ApplicationScoped
class Conversations {

    /** Unread messages are counted up to here: nobody reads the difference, and counting costs. */
    static final int MOST_UNREAD = 1_000;

    /**
     * The page is cut before anything is looked up for it, and nothing is counted where the newest
     * message is read. Of a group in which the newest message is not for him (he has left, or has
     * just come), the newest that is takes its place.
     */
    private static final String PAGE =
            """
            WITH mine AS MATERIALIZED (
              SELECT me.conversation, me.seen, me.role, me.version, me.first_position,
                me.change > 0 AS is_group,
                coalesce(v.position, c.shown_position) AS shown_position,
                coalesce(v.id, c.shown_id) AS shown_id,
                coalesce(v.sender, c.shown_sender) AS shown_sender
              FROM membership me
              JOIN conversation c ON c.id = me.conversation
              LEFT JOIN LATERAL (
                SELECT o.* FROM (
                  SELECT m.position, m.id, m.sender, m.received_at FROM message m
                  WHERE m.conversation = c.id AND m.type NOT IN ('edit', 'delete', 'reaction')
                    AND m.position >= me.first_position
                  ORDER BY m.position DESC OFFSET 0) o
                WHERE NOT c.shown_received_at <@ me.seen AND o.received_at <@ me.seen
                LIMIT 1) v ON true
              WHERE me.user_id = $1 AND (v.id IS NOT NULL OR c.shown_received_at <@ me.seen)),
            page AS MATERIALIZED (
              SELECT * FROM mine WHERE shown_position < $2
              ORDER BY shown_position DESC LIMIT $3)
            SELECT $message,
              d.up_to AS delivered_to, d.position AS delivered_position, d.at AS delivered_at,
              r.up_to AS read_to, r.position AS read_position, r.at AS read_at, u.unread,
              c.shown_position, c.role, g.name, g.picture
            FROM page c
            LEFT JOIN message m
              ON m.id = c.shown_id AND m.conversation = c.conversation AND m.sender = c.shown_sender
            LEFT JOIN watermark d
              ON d.conversation = c.conversation AND d.user_id = $1 AND d.state = 'delivered'
            LEFT JOIN watermark r
              ON r.conversation = c.conversation AND r.user_id = $1 AND r.state = 'read'
            LEFT JOIN LATERAL (
              SELECT s.name, s.picture FROM group_state s
              WHERE c.is_group AND s.conversation = c.conversation
                AND (c.role IS NOT NULL OR s.version <= c.version)
              ORDER BY s.version DESC LIMIT 1) g ON true
            LEFT JOIN LATERAL (SELECT count(*) AS unread FROM (
              SELECT 1 FROM message x WHERE x.conversation = c.conversation
                AND c.shown_position > coalesce(r.position, 0)
                AND x.position > greatest(coalesce(r.position, 0), c.first_position - 1)
                AND x.received_at <@ c.seen AND x.sender <> $1
                AND x.type NOT IN ('edit', 'delete', 'reaction') AND x.removed_at IS NULL
              LIMIT $most) y) u ON true
            ORDER BY c.shown_position DESC
            """
                    .replace("$message", ArchivedMessage.asSeen("c.seen"))
                    .replace("$most", String.valueOf(MOST_UNREAD));

    private final Pool pool;
    private final Clock clock;

    Conversations(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    Uni<ConversationPage> page(UserId user, long before, PageSize size) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(user.value(), before, size.andOne()))
                .map(rows -> page(rows, user, size));
    }

    /**
     * One whose newest message was dropped with its month is passed over, but counts for paging.
     */
    private ConversationPage page(RowSet<Row> rows, UserId user, PageSize size) {
        List<ConversationView> views = new ArrayList<>();
        long last = 0;
        int seen = 0;
        for (Row row : rows) {
            if (seen++ == size.value())
                return new ConversationPage(views, Cursor.at(Kind.CONVERSATIONS, last).toString());
            last = row.getLong("shown_position");
            if (row.getUUID("id") != null)
                views.add(ConversationView.of(row, user, clock.instant()));
        }
        return new ConversationPage(views, null);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ConversationPage", description = "Conversations, the newest message first.")
    record ConversationPage(
            List<ConversationView> conversations,
            @Schema(description = "For `before`: the rest. Absent on the last page.")
                    @Nullable String next) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Conversation", description = "A conversation as its caller sees it.")
    record ConversationView(
            @Schema(examples = "alice_bob") String id,
            @Schema(
                            description =
                                    "The other one; in notes to oneself oneself. Empty for a group.",
                            examples = "[\"bob\"]")
                    List<String> peers,
            @Schema(
                            description =
                                    "What a group is called; to who has left it, what it was called then.",
                            examples = "Chess on Tuesdays")
                    @Nullable String name,
            @Schema(description = "A group's picture: an https URL.") @Nullable String picture,
            @Schema(
                            description =
                                    "The caller's in a group: `owner`, `admin`, `member`. Absent where he is no"
                                            + " longer in it, and in direct conversations.",
                            examples = "member")
                    @Nullable String role,
            @Schema(description = "The newest message; its reactions are not counted here.")
                    MessageView last,
            @Schema(
                            description =
                                    "Messages of others after `read`; 1000 means 1000 or more.",
                            minimum = "0",
                            maximum = "1000",
                            examples = "3")
                    long unread,
            @Schema(description = "How far the caller has received; absent: nothing yet.")
                    @Nullable Mark delivered,
            @Schema(description = "How far the caller has read; absent: nothing yet.")
                    @Nullable Mark read) {

        static ConversationView of(Row row, UserId user, Instant now) {
            ArchivedMessage last = ArchivedMessage.of(row);
            return new ConversationView(
                    last.conversation(),
                    peers(last.conversation(), user),
                    row.getString("name"),
                    row.getString("picture"),
                    row.getString("role"),
                    MessageView.of(last, null, now),
                    row.getLong("unread"),
                    Mark.of(row, "delivered"),
                    Mark.of(row, "read"));
        }

        private static List<String> peers(String conversation, UserId user) {
            return ConversationId.parse(conversation)
                                    .orElseThrow(() -> new IllegalStateException(conversation))
                            instanceof ConversationId.Direct direct
                    ? List.of(direct.peerOf(user).value())
                    : List.of();
        }
    }

    @Schema(name = "Mark", description = "How far the caller came.")
    record Mark(UUID upTo, @Schema(examples = "4711") long position, Instant at) {

        static @Nullable Mark of(Row row, String state) {
            UUID upTo = row.getUUID(state + "_to");
            if (upTo == null) return null;
            return new Mark(
                    upTo,
                    row.getLong(state + "_position"),
                    row.getOffsetDateTime(state + "_at").toInstant());
        }
    }
}

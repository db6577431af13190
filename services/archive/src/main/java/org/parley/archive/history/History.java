package org.parley.archive.history;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.archive.history.Anchor.Place;
import org.parley.archive.problem.BadParameter;
import org.parley.contracts.ConversationId;

/**
 * Pages of a conversation, by position: what is written while somebody pages shifts nothing, and
 * nothing is skipped, because positions become visible in ascending order.
 */
@ApplicationScoped
class History {

    private static final String FROM_SHOWN =
            "SELECT "
                    + ArchivedMessage.COLUMNS
                    + " FROM message m WHERE m.conversation = $1"
                    + " AND m.type NOT IN ('edit', 'delete', 'reaction') AND m.position ";

    private static final String OLDER = FROM_SHOWN + "< $2 ORDER BY m.position DESC LIMIT $3";
    private static final String NEWER = FROM_SHOWN + "> $2 ORDER BY m.position LIMIT $3";

    private final Pool pool;
    private final Reactions reactions;
    private final Clock clock;

    History(Pool pool, Reactions reactions, Clock clock) {
        this.pool = pool;
        this.reactions = reactions;
        this.clock = clock;
    }

    Uni<HistoryPage> page(ConversationId conversation, Optional<Anchor> anchor, PageSize size) {
        if (anchor.isEmpty()) return before(conversation, Long.MAX_VALUE, size);
        return position(conversation, anchor.get())
                .flatMap(position ->
                        switch (anchor.get().side()) {
                            case BEFORE -> before(conversation, position, size);
                            case AFTER -> after(conversation, position, size);
                            case AROUND -> around(conversation, position, size);
                        });
    }

    private Uni<Long> position(ConversationId conversation, Anchor anchor) {
        return switch (anchor.place()) {
            case Place.Position(long value) -> Uni.createFrom().item(value);
            case Place.Message message -> positionOf(conversation, anchor, message);
        };
    }

    private Uni<Long> positionOf(
            ConversationId conversation, Anchor anchor, Place.Message message) {
        return pool.preparedQuery(
                        "SELECT position FROM message WHERE id = $1 AND conversation = $2"
                                + " ORDER BY position LIMIT 1")
                .execute(Tuple.of(message.id().value(), conversation.value()))
                .map(rows -> {
                    if (rows.size() == 0)
                        throw new BadParameter(
                                anchor.parameter(),
                                message.id().toString(),
                                "it must be a message of this conversation");
                    return rows.iterator().next().getLong(0);
                });
    }

    private Uni<HistoryPage> before(ConversationId conversation, long position, PageSize size) {
        boolean newer = position != Long.MAX_VALUE;
        return read(OLDER, conversation, position, size.andOne())
                .flatMap(rows -> {
                    boolean older = rows.size() > size.value();
                    return view(conversation, rows.reversed(), older, newer, size);
                });
    }

    private Uni<HistoryPage> after(ConversationId conversation, long position, PageSize size) {
        return read(NEWER, conversation, position, size.andOne())
                .flatMap(rows -> {
                    boolean newer = rows.size() > size.value();
                    List<ArchivedMessage> kept = newer ? rows.subList(0, size.value()) : rows;
                    return view(conversation, kept, true, newer, size);
                });
    }

    /** Half of the page before the place, the rest from it on. */
    private Uni<HistoryPage> around(ConversationId conversation, long position, PageSize size) {
        int before = size.value() / 2;
        int from = size.value() - before;
        return Uni.combine()
                .all()
                .unis(
                        read(OLDER, conversation, position, before + 1),
                        read(NEWER, conversation, position - 1, from + 1))
                .asTuple()
                .flatMap(both -> {
                    List<ArchivedMessage> older = both.getItem1();
                    List<ArchivedMessage> newer = both.getItem2();
                    List<ArchivedMessage> rows = new ArrayList<>(first(older, before).reversed());
                    rows.addAll(first(newer, from));
                    return view(
                            conversation, rows, older.size() > before, newer.size() > from, size);
                });
    }

    private Uni<List<ArchivedMessage>> read(
            String sql, ConversationId conversation, long position, int limit) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(conversation.value(), position, limit))
                .map(rows -> {
                    List<ArchivedMessage> read = new ArrayList<>(rows.size());
                    rows.forEach(row -> read.add(ArchivedMessage.of(row)));
                    return read;
                });
    }

    /** The newest {@code size} of the rows, which are in ascending order. */
    private Uni<HistoryPage> view(
            ConversationId conversation,
            List<ArchivedMessage> rows,
            boolean older,
            boolean newer,
            PageSize size) {
        int surplus = Math.max(0, rows.size() - size.value());
        List<ArchivedMessage> kept = rows.subList(surplus, rows.size());
        Instant now = clock.instant();
        return reactions
                .to(conversation, kept)
                .map(known ->
                        kept.stream()
                                .map(row -> MessageView.of(row, known.get(row.id()), now))
                                .toList())
                .map(messages -> HistoryPage.of(messages, older, newer));
    }

    private static <T> List<T> first(List<T> list, int count) {
        return list.subList(0, Math.min(count, list.size()));
    }
}

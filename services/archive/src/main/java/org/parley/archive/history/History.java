package org.parley.archive.history;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.parley.archive.history.Anchor.Place;
import org.parley.archive.history.Memberships.Membership;
import org.parley.archive.problem.BadParameter;

/**
 * Pages of a membership, by position: what is written while somebody pages shifts nothing, and
 * nothing is skipped, because positions become visible in ascending order.
 */
@ApplicationScoped
class History {

    /** Rows of one look, at most, where most of them are not for the reader. */
    private static final int MOST_PASSED_OVER = 1_000;

    // What is not for him is read too and passed over: PostgreSQL cannot guess how much of it is,
    // and
    // would rather read and sort all of a conversation than go through it in order.
    private static String page(String side, String order) {
        return "SELECT "
                + ArchivedMessage.asSeen(Membership.SEEN)
                + ", m.received_at <@ "
                + Membership.SEEN
                + " AS his FROM message m WHERE m.conversation = $1"
                + " AND m.type NOT IN ('edit', 'delete', 'reaction')"
                + " AND m.position "
                + side
                + " $3 ORDER BY m.position "
                + order
                + " LIMIT $4";
    }

    private static final String OLDER = page("<", "DESC");
    private static final String NEWER = page(">", "ASC");

    private static final String POSITION =
            "SELECT position FROM message WHERE id = $3 AND conversation = $1 AND received_at <@ "
                    + Membership.SEEN
                    + " ORDER BY position LIMIT 1";

    private final Pool pool;
    private final Reactions reactions;
    private final Clock clock;

    History(Pool pool, Reactions reactions, Clock clock) {
        this.pool = pool;
        this.reactions = reactions;
        this.clock = clock;
    }

    Uni<HistoryPage> page(Membership membership, Optional<Anchor> anchor, PageSize size) {
        if (anchor.isEmpty()) return before(membership, Long.MAX_VALUE, size);
        return position(membership, anchor.get())
                .flatMap(position ->
                        switch (anchor.get().side()) {
                            case BEFORE -> before(membership, position, size);
                            case AFTER -> after(membership, position, size);
                            case AROUND -> around(membership, position, size);
                        });
    }

    private Uni<Long> position(Membership membership, Anchor anchor) {
        return switch (anchor.place()) {
            case Place.Position(long value) -> Uni.createFrom().item(value);
            case Place.Message message -> positionOf(membership, anchor, message);
        };
    }

    private Uni<Long> positionOf(Membership membership, Anchor anchor, Place.Message message) {
        return pool.preparedQuery(POSITION)
                .execute(
                        Tuple.of(
                                membership.conversation().value(),
                                membership.user().value(),
                                message.id().value()))
                .map(rows -> {
                    if (rows.size() == 0)
                        throw new BadParameter(
                                anchor.parameter(),
                                message.id().toString(),
                                "it must be a message of this conversation");
                    return rows.iterator().next().getLong(0);
                });
    }

    private Uni<HistoryPage> before(Membership membership, long position, PageSize size) {
        boolean newer = position != Long.MAX_VALUE;
        return read(OLDER, membership, position, size.andOne())
                .flatMap(rows -> {
                    boolean older = rows.size() > size.value();
                    return view(membership, rows.reversed(), older, newer, size);
                });
    }

    private Uni<HistoryPage> after(Membership membership, long position, PageSize size) {
        return read(NEWER, membership, position, size.andOne())
                .flatMap(rows -> {
                    boolean newer = rows.size() > size.value();
                    List<ArchivedMessage> kept = newer ? rows.subList(0, size.value()) : rows;
                    return view(membership, kept, true, newer, size);
                });
    }

    /** Half of the page before the place, the rest from it on. */
    private Uni<HistoryPage> around(Membership membership, long position, PageSize size) {
        int before = size.value() / 2;
        int from = size.value() - before;
        return Uni.combine()
                .all()
                .unis(
                        read(OLDER, membership, position, before + 1),
                        read(NEWER, membership, position - 1, from + 1))
                .asTuple()
                .flatMap(both -> {
                    List<ArchivedMessage> older = both.getItem1();
                    List<ArchivedMessage> newer = both.getItem2();
                    List<ArchivedMessage> rows = new ArrayList<>(first(older, before).reversed());
                    rows.addAll(first(newer, from));
                    return view(membership, rows, older.size() > before, newer.size() > from, size);
                });
    }

    private Uni<List<ArchivedMessage>> read(
            String sql, Membership membership, long position, int limit) {
        long from = sql.equals(NEWER) ? Math.max(position, membership.first() - 1) : position;
        return look(sql, membership, from, limit, limit, List.of());
    }

    /** Goes on until there are enough for him, or no more: before his first there is nothing. */
    private Uni<List<ArchivedMessage>> look(
            String sql,
            Membership membership,
            long position,
            int rows,
            int limit,
            List<ArchivedMessage> before) {
        return pool.preparedQuery(sql)
                .execute(
                        Tuple.of(
                                membership.conversation().value(),
                                membership.user().value(),
                                position,
                                rows))
                .flatMap(read -> {
                    List<ArchivedMessage> found = new ArrayList<>(before);
                    long last = position;
                    for (Row row : read) {
                        last = row.getLong("position");
                        if (row.getBoolean("his") && found.size() < limit)
                            found.add(ArchivedMessage.of(row));
                    }
                    boolean end = read.size() < rows || last < membership.first();
                    if (end || found.size() == limit) return Uni.createFrom().item(found);
                    int more = Math.min(4 * rows, MOST_PASSED_OVER);
                    return look(sql, membership, last, more, limit, found);
                });
    }

    /** The newest {@code size} of the rows, which are in ascending order. */
    private Uni<HistoryPage> view(
            Membership membership,
            List<ArchivedMessage> rows,
            boolean older,
            boolean newer,
            PageSize size) {
        int surplus = Math.max(0, rows.size() - size.value());
        List<ArchivedMessage> kept = rows.subList(surplus, rows.size());
        Instant now = clock.instant();
        return reactions
                .to(membership, kept)
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

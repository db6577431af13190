package org.parley.archive.search;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.parley.archive.history.ArchivedMessage;
import org.parley.archive.history.Memberships;
import org.parley.archive.search.Search.Question;
import org.parley.contracts.ConversationId;
import org.parley.contracts.UserId;

/**
 * What the index proposes, where the one who asks may read it, the newest first.
 *
 * <p>Words that few messages of the whole archive have are looked up alone, and then it is seen
 * which of those messages are his: that costs the same however many conversations he has. Where
 * there are many, the newest months are looked through first, and where he is in few groups, his
 * own messages alone, by the marks that say who may find them (see {@link SearchWords}).
 */
@ApplicationScoped
class Candidates {

    /** Messages of the whole archive that are looked at one by one. */
    private static final int FEW = 5_000;

    private static final String PROPOSED =
            " FROM message m WHERE m.words @@ $1::text::tsquery AND m.position < $2"
                    + " AND ($3::text IS NULL OR m.sender = $3)"
                    + " AND ($4::text IS NULL OR m.conversation = $4)"
                    + " AND m.removed_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > $5)";

    // LATERAL and OFFSET 0: one look into membership for each candidate, whatever the planner
    // thinks
    // of how many there are. The other way round, it would search again for each of 500 groups.
    private static final String HIS =
            " CROSS JOIN LATERAL (SELECT me.seen FROM membership me WHERE me.user_id = $6"
                    + " AND me.conversation = m.conversation AND m.received_at <@ me.seen OFFSET 0) me"
                    + " ORDER BY m.position DESC LIMIT $7";

    // Without the user's conversations as values: planning with 500 of them for each month takes
    // longer than the search.
    private static final String AMONG_FEW =
            "WITH proposed AS MATERIALIZED ("
                    + " SELECT m.id, m.conversation, m.sender, m.position, m.received_at"
                    + PROPOSED
                    + " LIMIT "
                    + (FEW + 1)
                    + "), his AS MATERIALIZED ("
                    + " SELECT m.*, me.seen FROM proposed m"
                    + HIS
                    + ") SELECT n.proposed, m.* FROM (SELECT count(*) AS proposed FROM proposed) n"
                    + " LEFT JOIN (SELECT "
                    + ArchivedMessage.asSeen("his.seen")
                    + " FROM his JOIN message m ON m.id = his.id"
                    + " AND m.conversation = his.conversation AND m.sender = his.sender) m ON true"
                    + " ORDER BY m.position DESC";

    private static final String MONTHS =
            "SELECT from_id, to_id, last_position FROM message_month WHERE first_position < $1"
                    + " ORDER BY last_position DESC";

    /** For each mark more, the index compares every message of all of them once more. */
    private static final int MOST_MARKS = 20;

    // OFFSET 0: what the index proposes is read first. Else PostgreSQL may walk through all that he
    // may read, hoping to meet the words soon.
    private static final String AMONG_MANY =
            "SELECT "
                    + ArchivedMessage.asSeen("me.seen")
                    + " FROM (SELECT m.*"
                    + PROPOSED
                    + " AND m.id >= $8 AND m.id < $9 OFFSET 0) m"
                    + HIS;

    private final Pool pool;
    private final Memberships memberships;

    Candidates(Pool pool, Memberships memberships) {
        this.pool = pool;
        this.memberships = memberships;
    }

    /** A month of messages, by their ids, and the last position that any of them has. */
    private record Month(UUID from, UUID to, long lastPosition) {

        static final Month ALL = new Month(new UUID(0, 0), new UUID(-1, -1), Long.MAX_VALUE);

        static Month of(Row row) {
            return new Month(
                    row.getUUID("from_id"), row.getUUID("to_id"), row.getLong("last_position"));
        }
    }

    /** At most so many; fewer only where there are no more. */
    Uni<List<ArchivedMessage>> read(Question question, long before, Instant now, int limit) {
        // There the marks narrow enough.
        if (question.conversation() != null) return amongMany(question, before, now, limit);
        Tuple values = values(question.query().tsquery(), question, before, now, limit);
        return pool.preparedQuery(AMONG_FEW)
                .execute(values)
                .flatMap(rows ->
                        rows.iterator().next().getLong("proposed") <= FEW
                                ? Uni.createFrom().item(messages(rows))
                                : amongMany(question, before, now, limit));
    }

    private Uni<List<ArchivedMessage>> amongMany(
            Question question, long before, Instant now, int limit) {
        return Uni.combine()
                .all()
                .unis(tsquery(question), months(question, before))
                .asTuple()
                .flatMap(both -> {
                    Tuple values = values(both.getItem1(), question, before, now, limit);
                    return walk(both.getItem2(), 0, values, List.of(), limit);
                });
    }

    /** From the month with the newest message on, until the others cannot have a newer one. */
    private Uni<List<ArchivedMessage>> walk(
            List<Month> months, int next, Tuple values, List<ArchivedMessage> found, int limit) {
        boolean full = found.size() == limit;
        if (next == months.size()
                || (full && found.getLast().position() > months.get(next).lastPosition()))
            return Uni.createFrom().item(found);
        Month month = months.get(next);
        Tuple inMonth = Tuple.tuple();
        for (int i = 0; i < values.size(); i++) inMonth.addValue(values.getValue(i));
        return pool.preparedQuery(AMONG_MANY)
                .execute(inMonth.addValue(month.from()).addValue(month.to()))
                .flatMap(rows ->
                        walk(
                                months,
                                next + 1,
                                values,
                                newest(found, messages(rows), limit),
                                limit));
    }

    private static List<ArchivedMessage> newest(
            List<ArchivedMessage> some, List<ArchivedMessage> others, int limit) {
        return Stream.concat(some.stream(), others.stream())
                .sorted(Comparator.comparingLong(ArchivedMessage::position).reversed())
                .limit(limit)
                .toList();
    }

    private Uni<List<Month>> months(Question question, long before) {
        if (question.conversation() != null) return Uni.createFrom().item(List.of(Month.ALL));
        return pool.preparedQuery(MONTHS)
                .execute(Tuple.of(before))
                .map(rows -> {
                    List<Month> months = new ArrayList<>(rows.size());
                    rows.forEach(row -> months.add(Month.of(row)));
                    return months;
                });
    }

    private Uni<String> tsquery(Question question) {
        SearchQuery query = question.query();
        if (question.conversation() != null)
            return Uni.createFrom().item(query.tsquery(question.conversation()));
        UserId reader = question.reader();
        return memberships
                .groupsOf(reader)
                .map(groups ->
                        groups.size() < MOST_MARKS
                                ? query.tsquery(reader, groups)
                                : query.tsquery());
    }

    private static Tuple values(
            String tsquery, Question question, long before, Instant now, int limit) {
        ConversationId conversation = question.conversation();
        return Tuple.tuple()
                .addValue(tsquery)
                .addValue(before)
                .addValue(question.from())
                .addValue(conversation == null ? null : conversation.value())
                .addValue(now.atOffset(ZoneOffset.UTC))
                .addValue(question.reader().value())
                .addValue(limit);
    }

    private static List<ArchivedMessage> messages(RowSet<Row> rows) {
        List<ArchivedMessage> messages = new ArrayList<>(rows.size());
        for (Row row : rows) if (row.getUUID("id") != null) messages.add(ArchivedMessage.of(row));
        return messages;
    }
}

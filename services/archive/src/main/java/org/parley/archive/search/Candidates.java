package org.parley.archive.search;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.parley.archive.history.ArchivedMessage;
import org.parley.archive.history.Memberships;
import org.parley.archive.search.Search.Question;

/**
 * What the index proposes, where the one who asks may read it, the newest first.
 *
 * <p>Words that few messages of the whole archive have are looked up alone, and then it is seen
 * which of those messages are his: that costs the same however many conversations he has. Where
 * there are many, his own are looked up by the marks that say who may find them (see {@link
 * SearchWords}).
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

    // OFFSET 0: what the index proposes is read first. Else PostgreSQL may walk through all that he
    // may read, hoping to meet the words soon.
    private static final String AMONG_MANY =
            "SELECT "
                    + ArchivedMessage.asSeen("me.seen")
                    + " FROM (SELECT m.*"
                    + PROPOSED
                    + " OFFSET 0) m"
                    + HIS;

    private final Pool pool;
    private final Memberships memberships;

    Candidates(Pool pool, Memberships memberships) {
        this.pool = pool;
        this.memberships = memberships;
    }

    /** At most so many; fewer only where there are no more. */
    Uni<List<ArchivedMessage>> read(Question question, long before, Instant now, int limit) {
        String words = question.query().tsquery();
        return run(AMONG_FEW, words, question, before, now, limit)
                .flatMap(rows ->
                        rows.iterator().next().getLong("proposed") <= FEW
                                ? Uni.createFrom().item(messages(rows))
                                : amongMany(question, before, now, limit));
    }

    private Uni<List<ArchivedMessage>> amongMany(
            Question question, long before, Instant now, int limit) {
        return audience(question)
                .flatMap(words -> run(AMONG_MANY, words, question, before, now, limit))
                .map(Candidates::messages);
    }

    private Uni<String> audience(Question question) {
        SearchQuery query = question.query();
        return question.conversation() != null
                ? Uni.createFrom().item(query.tsquery(question.conversation()))
                : memberships
                        .groupsOf(question.reader())
                        .map(groups -> query.tsquery(question.reader(), groups));
    }

    private Uni<RowSet<Row>> run(
            String sql, String tsquery, Question question, long before, Instant now, int limit) {
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        String conversation =
                question.conversation() == null ? null : question.conversation().value();
        Tuple values =
                Tuple.tuple()
                        .addValue(tsquery)
                        .addValue(before)
                        .addValue(question.from())
                        .addValue(conversation)
                        .addValue(at)
                        .addValue(question.reader().value())
                        .addValue(limit);
        return pool.preparedQuery(sql).execute(values);
    }

    private static List<ArchivedMessage> messages(RowSet<Row> rows) {
        List<ArchivedMessage> messages = new ArrayList<>(rows.size());
        for (Row row : rows) if (row.getUUID("id") != null) messages.add(ArchivedMessage.of(row));
        return messages;
    }
}

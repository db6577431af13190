package org.parley.archive.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.parley.archive.history.ArchivedMessage;
import org.parley.archive.history.Cursor;
import org.parley.archive.history.Cursor.Kind;
import org.parley.archive.history.MessageView;
import org.parley.archive.history.PageSize;

/** Looks for words where a person is a member, the newest message first. */
@ApplicationScoped
class Search {

    /**
     * Candidates of the index that turn out wrong are passed over; after so many reads, a page
     * ends.
     */
    private static final int MOST_READS = 5;

    // Sorted apart from the search: else PostgreSQL may walk all of the archive from its end,
    // hoping to meet the words soon.
    private static final String FIND =
            "WITH found AS MATERIALIZED ("
                    + " SELECT "
                    + ArchivedMessage.COLUMNS
                    + " FROM message m"
                    + " WHERE m.words @@ $1::text::tsquery AND m.conversation = ANY($2)"
                    + " AND m.position < $3 AND ($4::text IS NULL OR m.sender = $4)"
                    + " AND m.removed_at IS NULL"
                    + " AND (m.expires_at IS NULL OR m.expires_at > $5))"
                    + " SELECT * FROM found ORDER BY position DESC LIMIT $6";

    private final Pool pool;
    private final Clock clock;

    Search(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * What is asked.
     *
     * @param tsquery what the index is asked for
     * @param conversations where
     * @param from only of this sender
     */
    record Question(
            SearchQuery query,
            String tsquery,
            List<String> conversations,
            @Nullable String from,
            PageSize size) {}

    Uni<SearchPage> page(Question question, long before) {
        return read(question, before, new ArrayList<>(), 1);
    }

    private Uni<SearchPage> read(Question question, long before, List<Hit> hits, int reads) {
        Instant now = clock.instant();
        int limit = question.size().andOne();
        Tuple values =
                Tuple.of(
                        question.tsquery(),
                        question.conversations().toArray(String[]::new),
                        before,
                        question.from(),
                        now.atOffset(ZoneOffset.UTC),
                        limit);
        return pool.preparedQuery(FIND)
                .execute(values)
                .flatMap(rows -> {
                    long last = take(rows, question, hits, now, before);
                    boolean full = hits.size() > question.size().value();
                    boolean end = rows.size() < limit;
                    if (full || end || reads == MOST_READS)
                        return Uni.createFrom().item(cut(hits, question.size(), end, last));
                    return read(question, last, hits, reads + 1);
                });
    }

    private static long take(
            RowSet<Row> rows, Question question, List<Hit> hits, Instant now, long before) {
        long last = before;
        for (Row row : rows) {
            MessageView message = MessageView.of(ArchivedMessage.of(row), null, now);
            last = message.position();
            String text = message.searchable();
            List<Mark> marks = question.query().marks(text);
            if (!marks.isEmpty()) hits.add(new Hit(message, Snippet.of(text, marks)));
        }
        return last;
    }

    private static SearchPage cut(List<Hit> hits, PageSize size, boolean end, long last) {
        if (hits.size() > size.value()) {
            List<Hit> kept = List.copyOf(hits.subList(0, size.value()));
            return SearchPage.of(kept, kept.getLast().message().position());
        }
        return end ? new SearchPage(hits, null) : SearchPage.of(hits, last);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SearchPage", description = "What was found, the newest first.")
    record SearchPage(
            List<Hit> hits,
            @Schema(
                            description =
                                    "For `before`: what is older. Absent at the end. A page may be shorter than"
                                            + " `limit` and still have a next one.")
                    @Nullable String next) {

        static SearchPage of(List<Hit> hits, long position) {
            return new SearchPage(hits, Cursor.at(Kind.SEARCH, position).toString());
        }
    }

    @Schema(name = "Hit", description = "A message that was found.")
    record Hit(MessageView message, Snippet snippet) {}
}

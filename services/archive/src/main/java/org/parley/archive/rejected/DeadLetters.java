package org.parley.archive.rejected;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.archive.ordered.Column;
import org.parley.archive.rejected.RejectedMessage.Replayed;

/** The table of dead letters, read and changed by operators. */
@ApplicationScoped
public class DeadLetters {

    /** Bytes of a payload that a list shows the beginning of. */
    private static final int BEGINNING = 1_024;

    private static final String COLUMNS =
            "id, received_at, topic, sender, why, size, known, replayed_at, replayed_by, message, ";

    private static final String NEWEST_BEFORE =
            "SELECT "
                    + COLUMNS
                    + """
                    substr(payload, 1, $5) AS payload FROM rejected
                    WHERE id < $1
                      AND ($2::text IS NULL OR sender = $2)
                      AND ($3::boolean IS NULL OR (replayed_at IS NOT NULL) = $3)
                    ORDER BY id DESC LIMIT $4
                    """;

    private static final String ONE = "SELECT " + COLUMNS + "payload FROM rejected WHERE id = $1";

    private static final String REPLAYED =
            """
            UPDATE rejected SET replayed_at = $2, replayed_by = $3, message = $4
            WHERE id = $1 AND replayed_at IS NULL
            """;

    private final Pool pool;
    private final Clock clock;

    DeadLetters(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Older than one, the newest first, each with the beginning of its payload. */
    public Uni<List<RejectedMessage>> read(
            long before, @Nullable String sender, @Nullable Boolean replayed, int most) {
        return pool.preparedQuery(NEWEST_BEFORE)
                .mapping(DeadLetters::letter)
                .execute(Tuple.from(Arrays.asList(before, sender, replayed, most, BEGINNING)))
                .map(rows -> rows.stream().toList());
    }

    public Uni<Optional<RejectedMessage>> read(long id) {
        return pool.preparedQuery(ONE)
                .mapping(DeadLetters::letter)
                .execute(Tuple.of(id))
                .map(rows -> rows.stream().findFirst());
    }

    /** False where somebody else was faster. */
    public Uni<Boolean> replayed(long id, String operator, @Nullable UUID message) {
        List<@Nullable Object> values =
                Arrays.asList(id, Column.time(clock.instant()), operator, message);
        return pool.preparedQuery(REPLAYED)
                .execute(Tuple.from(values))
                .map(rows -> rows.rowCount() == 1);
    }

    private static RejectedMessage letter(Row row) {
        return new RejectedMessage(
                row.getLong("id"),
                row.getOffsetDateTime("received_at").toInstant(),
                row.getString("topic"),
                row.getString("sender"),
                row.getString("why"),
                row.getInteger("size"),
                row.getBuffer("payload") == null ? null : row.getBuffer("payload").getBytes(),
                row.getUUID("known"),
                replay(row));
    }

    private static @Nullable Replayed replay(Row row) {
        OffsetDateTime at = row.getOffsetDateTime("replayed_at");
        return at == null
                ? null
                : new Replayed(
                        at.toInstant(), row.getString("replayed_by"), row.getUUID("message"));
    }
}

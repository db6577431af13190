package org.parley.archive.operator;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that no operator learns anything, and changes nothing, that is not written down: the
 * row is committed first, and where it cannot be, there is no answer.
 */
@ApplicationScoped
class Trail {

    private static final String INSERT =
            """
            INSERT INTO audit (at, operator, action, query, reason, found, failure)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """;

    private static final String NEWEST_BEFORE =
            """
            SELECT id, at, operator, action, query, reason, found, failure FROM audit
            WHERE id < $1
              AND ($2::text IS NULL OR operator = $2)
              AND ($3::timestamptz IS NULL OR at >= $3)
              AND ($4::timestamptz IS NULL OR at < $4)
            ORDER BY id DESC LIMIT $5
            """;

    private final Pool pool;
    private final Clock clock;

    Trail(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** The work's result, once the question and how much was found are on record. */
    <T> Uni<T> answer(Inquiry inquiry, Supplier<Uni<T>> work, ToLongFunction<T> count) {
        return Uni.createFrom()
                .<T>deferred(work::get)
                .onFailure()
                .call(failure -> write(inquiry, null, failure))
                .call(result -> write(inquiry, count.applyAsLong(result), null));
    }

    /** That something begins, of which nobody knows yet how much it will be. */
    Uni<Void> begin(Inquiry inquiry) {
        return write(inquiry, null, null);
    }

    /** How it ended. */
    Uni<Void> end(Inquiry inquiry, long found, @Nullable Throwable failure) {
        return write(inquiry, found, failure);
    }

    Uni<Void> refuse(Inquiry inquiry, Throwable failure) {
        return write(inquiry, null, failure);
    }

    private Uni<Void> write(Inquiry inquiry, @Nullable Long found, @Nullable Throwable failure) {
        Tuple row =
                Tuple.from(
                        Arrays.asList(
                                Filter.utc(clock.instant()),
                                inquiry.operator(),
                                inquiry.action(),
                                inquiry.query(),
                                inquiry.reason(),
                                found,
                                failure == null ? null : failure.getClass().getSimpleName()));
        return pool.preparedQuery(INSERT).execute(row).replaceWithVoid();
    }

    /** What is older than an entry, the newest first; null: of every operator, of every time. */
    Uni<List<AuditEntry>> read(
            long before,
            @Nullable String operator,
            @Nullable Instant since,
            @Nullable Instant until,
            int most) {
        Tuple values =
                Tuple.from(
                        Arrays.asList(
                                before,
                                operator,
                                since == null ? null : Filter.utc(since),
                                until == null ? null : Filter.utc(until),
                                most));
        return pool.preparedQuery(NEWEST_BEFORE)
                .mapping(AuditEntry::of)
                .execute(values)
                .map(rows -> rows.stream().toList());
    }
}

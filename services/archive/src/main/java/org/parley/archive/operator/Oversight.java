package org.parley.archive.operator;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.parley.archive.history.ArchivedMessage;
import org.parley.archive.history.Cursor;
import org.parley.archive.history.Cursor.Kind;
import org.parley.archive.history.MessageView;
import org.parley.archive.history.PageSize;
import org.parley.archive.operator.Filter.Condition;
import org.parley.archive.operator.Filter.Statement;

/** Reads across all conversations, in the order of arrival. */
@ApplicationScoped
class Oversight {

    /** Rows that an export has in memory. */
    private static final int CHUNK = 500;

    private static final int MOST_READS = 5;

    private final Pool pool;
    private final Clock clock;

    Oversight(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Where a reading stands: the place of the last row, in the order of arrival. */
    private record Place(Instant receivedAt, long position) {

        static Place of(ArchivedMessage message) {
            return new Place(message.receivedAt(), message.position());
        }

        static Place of(Cursor cursor) {
            Instant at = Instant.EPOCH.plus(cursor.major(), ChronoUnit.MICROS);
            return new Place(at, cursor.minor());
        }

        String cursor() {
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, receivedAt);
            return new Cursor(Kind.OPERATOR, micros, position).toString();
        }

        Condition older() {
            return new Condition(
                    "(m.received_at, m.position) < (?, ?)", Filter.utc(receivedAt), position);
        }

        Condition newer() {
            return new Condition(
                    "(m.received_at, m.position) > (?, ?)", Filter.utc(receivedAt), position);
        }
    }

    /** Rows that the filter agrees with, and the last one that was looked at. */
    private record Chunk(List<MessageView> messages, List<Place> places, boolean end) {}

    Uni<OversightPage> page(Filter filter, Optional<Cursor> before, PageSize size) {
        List<Condition> from = before.map(Place::of).map(Place::older).stream().toList();
        return fill(filter, from, size, new ArrayList<>(), 1);
    }

    private Uni<OversightPage> fill(
            Filter filter,
            List<Condition> from,
            PageSize size,
            List<MessageView> found,
            int reads) {
        return read(filter, "m.received_at DESC, m.position DESC", from, size.andOne())
                .flatMap(chunk -> {
                    List<Place> places = chunk.places();
                    for (MessageView message : chunk.messages()) {
                        if (found.size() == size.value()) {
                            MessageView last = found.getLast();
                            return page(found, new Place(last.receivedAt(), last.position()));
                        }
                        found.add(message);
                    }
                    if (chunk.end()) return Uni.createFrom().item(new OversightPage(found, null));
                    if (reads == MOST_READS || found.size() == size.value())
                        return page(found, places.getLast());
                    return fill(filter, List.of(places.getLast().older()), size, found, reads + 1);
                });
    }

    private static Uni<OversightPage> page(List<MessageView> found, Place last) {
        return Uni.createFrom().item(new OversightPage(List.copyOf(found), last.cursor()));
    }

    /**
     * All of them, oldest first, as fast as they are taken. Read in chunks rather than by a cursor
     * of PostgreSQL's, so that a slow reader holds no connection and no snapshot; what is archived
     * meanwhile is left out.
     */
    Multi<MessageView> all(Filter filter, long upToPosition) {
        Condition known = new Condition("m.position <= ?", upToPosition);
        AtomicReference<List<Condition>> from = new AtomicReference<>(List.of(known));
        return Multi.createBy()
                .repeating()
                .uni(() ->
                        read(filter, "m.received_at, m.position", from.get(), CHUNK)
                                .invoke(chunk -> {
                                    if (!chunk.end())
                                        from.set(List.of(known, chunk.places().getLast().newer()));
                                }))
                .whilst(chunk -> !chunk.end())
                .onItem()
                .transformToMultiAndConcatenate(
                        chunk -> Multi.createFrom().iterable(chunk.messages()));
    }

    /** The last position there is. */
    Uni<Long> end() {
        return pool.query("SELECT coalesce(max(last_position), 0) FROM conversation")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private Uni<Chunk> read(Filter filter, String order, List<Condition> more, int limit) {
        Statement statement = filter.select(ArchivedMessage.AS_IT_IS, order, more, limit);
        Instant now = clock.instant();
        return pool.preparedQuery(statement.sql())
                .execute(statement.values())
                .map(rows -> {
                    List<MessageView> messages = new ArrayList<>(rows.size());
                    List<Place> places = new ArrayList<>(rows.size());
                    rows.forEach(row -> {
                        ArchivedMessage message = ArchivedMessage.of(row);
                        places.add(Place.of(message));
                        MessageView view = MessageView.withFirstText(message, now);
                        if (filter.agrees(view)) messages.add(view);
                    });
                    return new Chunk(messages, places, rows.size() < limit);
                });
    }
}

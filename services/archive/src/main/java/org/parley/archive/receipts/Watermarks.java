package org.parley.archive.receipts;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.parley.archive.ordered.Column;
import org.parley.archive.ordered.Tx;
import org.parley.contracts.GroupId;
import org.parley.contracts.ReceiptSent;

/**
 * Raises watermarks, each at most once a batch and never back. One that moved gets a position of
 * its own, so that a sync finds it: only to be used within {@code Database.inOrder}.
 */
public final class Watermarks {

    private static final String RAISE =
            """
            INSERT INTO watermark AS w (conversation, user_id, state, up_to, position, at, change)
            SELECT conversation, user_id, state, up_to, position, at, nextval('position')
            FROM unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::bigint[],
                $6::timestamptz[], $7::timestamptz[])
              AS r(conversation, user_id, state, up_to, position, at, received_at)
            WHERE NOT EXISTS (SELECT FROM watermark b WHERE b.conversation = r.conversation
              AND b.user_id = r.user_id AND b.state = r.state AND b.position >= r.position)
            AND EXISTS (SELECT FROM membership me WHERE me.conversation = r.conversation
              AND me.user_id = r.user_id AND r.received_at <@ me.seen)
            ON CONFLICT (conversation, user_id, state) DO UPDATE
            SET up_to = excluded.up_to, position = excluded.position, at = excluded.at,
              change = excluded.change
            WHERE w.position < excluded.position
            RETURNING w.conversation, w.state, w.position
            """;

    private static final String RELEASE =
            """
            DELETE FROM pending_receipt p
            USING unnest($1::uuid[], $2::text[], $3::bigint[], $4::timestamptz[]) AS m(id, conversation, position, received_at)
            WHERE p.up_to = m.id AND p.conversation = m.conversation
            RETURNING p.conversation, p.user_id, p.state, p.up_to, m.position, p.at, m.received_at
            """;

    private Watermarks() {}

    /** A message that has just been archived. */
    public record Arrival(UUID id, String conversation, long position, Instant receivedAt) {}

    /** A user of a group came further, as far as this position. */
    public record Moved(String group, String state, long position) {}

    /**
     * How far somebody has come, as the archive counts.
     *
     * @param receivedAt when the message that he came to was received: he must have been a member
     */
    record Mark(
            String conversation,
            String user,
            String state,
            UUID upTo,
            long position,
            Instant at,
            Instant receivedAt) {

        private Mark as(String other) {
            return new Mark(conversation, user, other, upTo, position, at, receivedAt);
        }
    }

    /** Applies the receipts that came before these messages. */
    public static List<Moved> release(Tx tx, List<Arrival> arrivals) throws Exception {
        List<Mark> marks = new ArrayList<>();
        for (Row row :
                tx.run(
                        RELEASE,
                        Column.uuids(arrivals, Arrival::id),
                        Column.texts(arrivals, Arrival::conversation),
                        Column.numbers(arrivals, Arrival::position),
                        Column.times(arrivals, Arrival::receivedAt))) marks.add(mark(row));
        return raise(tx, marks);
    }

    private static Mark mark(Row row) {
        return new Mark(
                row.getString("conversation"),
                row.getString("user_id"),
                row.getString("state"),
                row.getUUID("up_to"),
                row.getLong("position"),
                row.get(OffsetDateTime.class, "at").toInstant(),
                row.get(OffsetDateTime.class, "received_at").toInstant());
    }

    /** Returns what moved in groups: their authors are told how many. */
    static List<Moved> raise(Tx tx, Collection<Mark> marks) throws Exception {
        Collection<Mark> highest = highest(marks);
        List<Moved> moved = new ArrayList<>();
        if (highest.isEmpty()) return moved;
        for (Row row : run(tx, highest))
            if (GroupId.parse(row.getString("conversation")).isPresent())
                moved.add(
                        new Moved(
                                row.getString("conversation"),
                                row.getString("state"),
                                row.getLong("position")));
        return moved;
    }

    private static RowSet<Row> run(Tx tx, Collection<Mark> highest) throws Exception {
        return tx.run(
                RAISE,
                Column.texts(highest, Mark::conversation),
                Column.texts(highest, Mark::user),
                Column.texts(highest, Mark::state),
                Column.uuids(highest, Mark::upTo),
                Column.numbers(highest, Mark::position),
                Column.times(highest, Mark::at),
                Column.times(highest, Mark::receivedAt));
    }

    private record Line(String conversation, String user, String state) {}

    /** One mark a user, conversation and state; what is read is delivered too. */
    static Collection<Mark> highest(Collection<Mark> marks) {
        Map<Line, Mark> highest = new LinkedHashMap<>();
        for (Mark mark : marks) {
            keepHigher(highest, mark);
            if (mark.state().equals(ReceiptSent.READ))
                keepHigher(highest, mark.as(ReceiptSent.DELIVERED));
        }
        return highest.values();
    }

    private static void keepHigher(Map<Line, Mark> highest, Mark mark) {
        highest.merge(
                new Line(mark.conversation(), mark.user(), mark.state()),
                mark,
                (one, other) -> one.position() >= other.position() ? one : other);
    }
}

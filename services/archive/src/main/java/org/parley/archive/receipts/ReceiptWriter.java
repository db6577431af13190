package org.parley.archive.receipts;

import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.parley.archive.ordered.Column;
import org.parley.archive.ordered.Database;
import org.parley.archive.ordered.Tx;
import org.parley.contracts.GroupId;
import org.parley.contracts.ReceiptSent;

/**
 * Writes a batch of receipts: what is archived becomes a watermark, the rest waits for its message.
 */
@ApplicationScoped
class ReceiptWriter {

    // An id that was copied by somebody else in the conversation came later.
    private static final String POSITIONS =
            """
            SELECT DISTINCT ON (m.id, m.conversation)
              m.id, m.conversation, m.position, m.received_at
            FROM message m JOIN unnest($1::uuid[], $2::text[]) AS r(id, conversation)
              ON m.id = r.id AND m.conversation = r.conversation
            ORDER BY m.id, m.conversation, m.position
            """;

    private static final String MEMBERS =
            """
            SELECT r.n FROM membership m
            JOIN unnest($1::text[], $2::text[], $3::timestamptz[]) WITH ORDINALITY
              AS r(conversation, user_id, received_at, n)
              ON m.conversation = r.conversation AND m.user_id = r.user_id
              AND r.received_at <@ m.seen
            """;

    private static final String KEEP =
            """
            INSERT INTO pending_receipt (conversation, user_id, state, up_to, at)
            SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::timestamptz[])
            ON CONFLICT DO NOTHING
            """;

    private final Database database;
    private final GroupCounts counts;

    ReceiptWriter(Database database, GroupCounts counts) {
        this.database = database;
        this.counts = counts;
    }

    private record Place(UUID id, String conversation) {
        static Place of(ReceiptSent receipt) {
            return new Place(receipt.upTo(), receipt.conversation());
        }
    }

    /** Where a message stands, and since when. */
    private record Found(long position, Instant receivedAt) {}

    private record Outcome(List<ReceiptSent> strangers, List<Watermarks.Moved> moved) {}

    /** Returns those of people who were not in the conversation then: they change nothing. */
    List<ReceiptSent> write(List<ReceiptSent> receipts) throws Exception {
        Outcome outcome =
                database.inOrder(tx -> {
                    List<ReceiptSent> strangers = strangers(tx, receipts);
                    List<ReceiptSent> known = new ArrayList<>(receipts);
                    known.removeAll(strangers);
                    return new Outcome(strangers, apply(tx, known));
                });
        counts.moved(outcome.moved());
        return outcome.strangers();
    }

    private static List<Watermarks.Moved> apply(Tx tx, List<ReceiptSent> receipts)
            throws Exception {
        Map<Place, Found> found = found(tx, receipts);
        List<Watermarks.Mark> marks = new ArrayList<>();
        List<ReceiptSent> early = new ArrayList<>();
        for (ReceiptSent receipt : receipts) {
            Found message = found.get(Place.of(receipt));
            if (message == null) early.add(receipt);
            else marks.add(mark(receipt, message));
        }
        keep(tx, early);
        return Watermarks.raise(tx, marks);
    }

    private static Watermarks.Mark mark(ReceiptSent receipt, Found message) {
        return new Watermarks.Mark(
                receipt.conversation(),
                receipt.from(),
                receipt.state(),
                receipt.upTo(),
                message.position(),
                at(receipt),
                message.receivedAt());
    }

    private static Instant at(ReceiptSent receipt) {
        return receipt.timestamp() == null ? receipt.receivedAt() : receipt.timestamp();
    }

    private static Map<Place, Found> found(Tx tx, List<ReceiptSent> receipts) throws Exception {
        Set<Place> places = new LinkedHashSet<>();
        for (ReceiptSent receipt : receipts) places.add(Place.of(receipt));
        Map<Place, Found> found = new HashMap<>();
        if (places.isEmpty()) return found;
        for (Row row :
                tx.run(
                        POSITIONS,
                        Column.uuids(places, Place::id),
                        Column.texts(places, Place::conversation)))
            found.put(
                    new Place(row.getUUID("id"), row.getString("conversation")),
                    new Found(
                            row.getLong("position"),
                            row.getOffsetDateTime("received_at").toInstant()));
        return found;
    }

    private static List<ReceiptSent> strangers(Tx tx, List<ReceiptSent> receipts) throws Exception {
        List<ReceiptSent> ofGroups =
                receipts.stream()
                        .filter(receipt -> GroupId.parse(receipt.conversation()).isPresent())
                        .toList();
        if (ofGroups.isEmpty()) return List.of();
        List<ReceiptSent> strangers = new ArrayList<>(ofGroups);
        for (Row row :
                tx.run(
                        MEMBERS,
                        Column.texts(ofGroups, ReceiptSent::conversation),
                        Column.texts(ofGroups, ReceiptSent::from),
                        Column.times(ofGroups, ReceiptSent::receivedAt)))
            strangers.remove(ofGroups.get(row.getInteger("n") - 1));
        return strangers;
    }

    private static void keep(Tx tx, List<ReceiptSent> early) throws Exception {
        if (early.isEmpty()) return;
        tx.run(
                KEEP,
                Column.texts(early, ReceiptSent::conversation),
                Column.texts(early, ReceiptSent::from),
                Column.texts(early, ReceiptSent::state),
                Column.uuids(early, ReceiptSent::upTo),
                Column.times(early, ReceiptWriter::at));
    }
}

package org.parley.archive.receipts;

import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
            SELECT m.id, m.conversation, min(m.position) AS position
            FROM message m JOIN unnest($1::uuid[], $2::text[]) AS r(id, conversation)
              ON m.id = r.id AND m.conversation = r.conversation
            GROUP BY m.id, m.conversation
            """;

    private static final String MEMBERS =
            """
            SELECT m.conversation, m.user_id
            FROM membership m JOIN unnest($1::text[], $2::text[]) AS r(conversation, user_id)
              ON m.conversation = r.conversation AND m.user_id = r.user_id
            """;

    private static final String KEEP =
            """
            INSERT INTO pending_receipt (conversation, user_id, state, up_to, at)
            SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::uuid[], $5::timestamptz[])
            ON CONFLICT DO NOTHING
            """;

    private final Database database;

    ReceiptWriter(Database database) {
        this.database = database;
    }

    private record Place(UUID id, String conversation) {
        static Place of(ReceiptSent receipt) {
            return new Place(receipt.upTo(), receipt.conversation());
        }
    }

    private record Member(String conversation, String user) {
        static Member of(ReceiptSent receipt) {
            return new Member(receipt.conversation(), receipt.from());
        }
    }

    /** Returns those of people who are not in the conversation: they change nothing. */
    List<ReceiptSent> write(List<ReceiptSent> receipts) throws Exception {
        return database.inOrder(tx -> {
            List<ReceiptSent> strangers = strangers(tx, receipts);
            List<ReceiptSent> known = new ArrayList<>(receipts);
            known.removeAll(strangers);
            apply(tx, known);
            return strangers;
        });
    }

    private static void apply(Tx tx, List<ReceiptSent> receipts) throws Exception {
        Map<Place, Long> positions = positions(tx, receipts);
        List<Watermarks.Mark> marks = new ArrayList<>();
        List<ReceiptSent> early = new ArrayList<>();
        for (ReceiptSent receipt : receipts) {
            Long position = positions.get(Place.of(receipt));
            if (position == null) early.add(receipt);
            else marks.add(mark(receipt, position));
        }
        Watermarks.raise(tx, marks);
        keep(tx, early);
    }

    private static Watermarks.Mark mark(ReceiptSent receipt, long position) {
        return new Watermarks.Mark(
                receipt.conversation(),
                receipt.from(),
                receipt.state(),
                receipt.upTo(),
                position,
                at(receipt));
    }

    private static Instant at(ReceiptSent receipt) {
        return receipt.timestamp() == null ? receipt.receivedAt() : receipt.timestamp();
    }

    private static Map<Place, Long> positions(Tx tx, List<ReceiptSent> receipts) throws Exception {
        Set<Place> places = new LinkedHashSet<>();
        for (ReceiptSent receipt : receipts) places.add(Place.of(receipt));
        Map<Place, Long> positions = new HashMap<>();
        if (places.isEmpty()) return positions;
        for (Row row :
                tx.run(
                        POSITIONS,
                        Column.uuids(places, Place::id),
                        Column.texts(places, Place::conversation)))
            positions.put(
                    new Place(row.getUUID("id"), row.getString("conversation")),
                    row.getLong("position"));
        return positions;
    }

    private static List<ReceiptSent> strangers(Tx tx, List<ReceiptSent> receipts) throws Exception {
        List<ReceiptSent> ofGroups =
                receipts.stream()
                        .filter(receipt -> GroupId.parse(receipt.conversation()).isPresent())
                        .toList();
        if (ofGroups.isEmpty()) return List.of();
        Set<Member> members = members(tx, ofGroups);
        return ofGroups.stream().filter(r -> !members.contains(Member.of(r))).toList();
    }

    private static Set<Member> members(Tx tx, Collection<ReceiptSent> receipts) throws Exception {
        Set<Member> members = new HashSet<>();
        for (Row row :
                tx.run(
                        MEMBERS,
                        Column.texts(receipts, ReceiptSent::conversation),
                        Column.texts(receipts, ReceiptSent::from)))
            members.add(new Member(row.getString("conversation"), row.getString("user_id")));
        return members;
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

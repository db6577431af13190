package org.parley.push.queue;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.parley.contracts.ReceiptSent;
import org.parley.push.store.Database;
import org.parley.push.store.Tx;

/** Applies a batch of receipts; those of messages that are still to come are kept for them. */
@ApplicationScoped
class ReceiptIntake {

    // The same lock as the messages': a receipt finds its message, or the message finds the
    // receipt.
    private static final String LOCK =
            """
            INSERT INTO heard AS h (conversation, log_offset, received_at)
            SELECT DISTINCT c, -1, '-infinity'::timestamptz FROM unnest(?::text[]) AS c ORDER BY c
            ON CONFLICT (conversation) DO UPDATE SET log_offset = h.log_offset
            """;

    private static final String FIND =
            """
            SELECT r.n, max(m.position) AS position
            FROM unnest(?::text[], ?::uuid[]) WITH ORDINALITY AS r(conversation, id, n)
            JOIN message m ON m.conversation = r.conversation AND m.id = r.id
            GROUP BY r.n
            """;

    private static final String KEEP =
            """
            INSERT INTO early_receipt (conversation, message, user_id, device, state, at)
            SELECT *, ?::timestamptz FROM unnest(?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[])
            ON CONFLICT DO NOTHING
            """;

    private final Database database;
    private final ReceiptRows rows;
    private final Clock clock;

    ReceiptIntake(Database database, ReceiptRows rows, Clock clock) {
        this.database = database;
        this.rows = rows;
        this.clock = clock;
    }

    private record Key(String conversation, String from, String device, String state) {}

    void take(List<ReceiptSent> batch) throws SQLException {
        if (batch.isEmpty()) return;
        // Cumulative: the last of each says it all.
        Map<Key, ReceiptSent> last = new LinkedHashMap<>();
        for (ReceiptSent receipt : batch)
            last.put(
                    new Key(
                            receipt.conversation(),
                            receipt.from(),
                            deviceOf(receipt),
                            receipt.state()),
                    receipt);
        database.inTransaction(tx -> {
            take(tx, List.copyOf(last.values()));
            return true;
        });
    }

    private static String deviceOf(ReceiptSent receipt) {
        return Objects.requireNonNullElse(receipt.device(), "");
    }

    private void take(Tx tx, List<ReceiptSent> receipts) throws SQLException {
        Instant now = clock.instant();
        String[] conversations = texts(receipts, ReceiptSent::conversation);
        tx.run(LOCK, (Object) conversations);
        record Found(int index, long position) {}
        Map<Integer, Long> positions = new LinkedHashMap<>();
        tx.query(
                        FIND,
                        row -> new Found((int) row.number("n") - 1, row.number("position")),
                        conversations,
                        ids(receipts))
                .forEach(found -> positions.put(found.index(), found.position()));
        List<Reach> reached = new ArrayList<>();
        List<ReceiptSent> early = new ArrayList<>();
        for (int i = 0; i < receipts.size(); i++) {
            ReceiptSent one = receipts.get(i);
            Long position = positions.get(i);
            if (position == null) early.add(one);
            else
                reached.add(
                        new Reach(
                                one.from(),
                                one.conversation(),
                                deviceOf(one),
                                one.state(),
                                position));
        }
        rows.apply(tx, reached, now);
        if (!early.isEmpty()) keep(tx, early, now);
    }

    private static void keep(Tx tx, List<ReceiptSent> early, Instant now) throws SQLException {
        tx.run(
                KEEP,
                now,
                texts(early, ReceiptSent::conversation),
                ids(early),
                texts(early, ReceiptSent::from),
                texts(early, ReceiptIntake::deviceOf),
                texts(early, ReceiptSent::state));
    }

    private static String[] texts(Collection<ReceiptSent> all, Function<ReceiptSent, String> of) {
        return all.stream().map(of).toArray(String[]::new);
    }

    private static UUID[] ids(Collection<ReceiptSent> all) {
        return all.stream().map(ReceiptSent::upTo).toArray(UUID[]::new);
    }
}

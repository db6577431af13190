package org.parley.archive.receipts;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.parley.archive.log.Letters;
import org.parley.archive.ordered.Database;
import org.parley.archive.ordered.Tx;
import org.parley.archive.receipts.Watermarks.Moved;
import org.parley.contracts.Notices;
import org.parley.contracts.Notices.Counted;
import org.parley.contracts.OutboundPublish;
import org.parley.contracts.ReceiptSent;
import org.parley.contracts.UserId;

/**
 * Tells the authors of a group's newest messages how many have received and read them: at most once
 * a second and author, however many members say so.
 *
 * <p>Told from memory, and so not told where the process ends before: then {@code GET
 * /messages/{id}/receipts} says it, and the next receipt of any member tells it again.
 */
@ApplicationScoped
public class GroupCounts {

    /** Newest messages of a group of which the authors are told. */
    static final int NEWEST = 20;

    private static final String COUNT =
            """
            WITH newest AS MATERIALIZED (
              SELECT id, conversation, sender, position, received_at FROM message
              WHERE conversation = $1 AND position <= $2 AND removed_at IS NULL
                AND type NOT IN ('edit', 'delete', 'reaction', 'system')
              ORDER BY position DESC LIMIT $3),
            audience AS MATERIALIZED (
              SELECT me.user_id, me.seen, coalesce(d.position, 0) AS delivered,
                coalesce(r.position, 0) AS read
              FROM membership me
              LEFT JOIN watermark d ON d.conversation = me.conversation
                AND d.user_id = me.user_id AND d.state = 'delivered'
              LEFT JOIN watermark r ON r.conversation = me.conversation
                AND r.user_id = me.user_id AND r.state = 'read'
              WHERE me.conversation = $1)
            SELECT n.id, n.sender, count(*) AS audience,
              count(*) FILTER (WHERE a.delivered >= n.position) AS delivered,
              count(*) FILTER (WHERE a.read >= n.position) AS read
            FROM newest n JOIN audience a ON a.user_id <> n.sender AND n.received_at <@ a.seen
            WHERE EXISTS (SELECT FROM membership author WHERE author.conversation = n.conversation
              AND author.user_id = n.sender AND author.role IS NOT NULL)
            GROUP BY n.id, n.sender, n.position ORDER BY n.position
            """;

    private final Database database;
    private final Letters letters;
    private final Map<String, Moved> waiting = new LinkedHashMap<>();
    private Map<String, Map<UUID, Counted>> told = Map.of();

    GroupCounts(Database database, Letters letters) {
        this.database = database;
        this.letters = letters;
    }

    /** To be called when it is committed. */
    public synchronized void moved(List<Moved> some) {
        for (Moved one : some) waiting.merge(one.group(), one, GroupCounts::further);
    }

    private static Moved further(Moved one, Moved other) {
        boolean read =
                one.state().equals(ReceiptSent.READ) || other.state().equals(ReceiptSent.READ);
        return new Moved(
                one.group(),
                read ? ReceiptSent.READ : ReceiptSent.DELIVERED,
                Math.max(one.position(), other.position()));
    }

    private synchronized List<Moved> take() {
        List<Moved> taken = List.copyOf(waiting.values());
        waiting.clear();
        return taken;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void tell() {
        List<Moved> moved = take();
        if (moved.isEmpty()) return;
        Map<String, Map<UUID, Counted>> telling = new HashMap<>();
        try {
            List<OutboundPublish> notices = new ArrayList<>();
            for (Moved one : moved) notices.addAll(notices(one, telling));
            letters.send(notices, List.of());
            told = telling;
        } catch (Exception e) {
            Log.warnf("receipts of groups told later groups=%d reason=%s", moved.size(), e);
            moved(moved);
        }
    }

    /** One an author, of what has changed since it was told a second ago. */
    private List<OutboundPublish> notices(Moved moved, Map<String, Map<UUID, Counted>> telling)
            throws Exception {
        Map<UUID, Counted> before = told.getOrDefault(moved.group(), Map.of());
        Map<UUID, Counted> now = new HashMap<>();
        Map<UserId, List<Counted>> changed = new LinkedHashMap<>();
        for (Row row : database.inTransaction(tx -> count(tx, moved))) {
            Counted counted = counted(row);
            now.put(counted.id(), counted);
            if (!counted.equals(before.get(counted.id())))
                UserId.parse(row.getString("sender"))
                        .ifPresent(author ->
                                changed.computeIfAbsent(author, _ -> new ArrayList<>())
                                        .add(counted));
        }
        telling.put(moved.group(), now);
        return changed.entrySet().stream()
                .map(e -> Notices.counted(e.getKey(), moved.group(), moved.state(), e.getValue()))
                .toList();
    }

    private static Iterable<Row> count(Tx tx, Moved moved) throws Exception {
        return tx.run(COUNT, moved.group(), moved.position(), NEWEST);
    }

    private static Counted counted(Row row) {
        return new Counted(
                row.getUUID("id"),
                row.getLong("delivered"),
                row.getLong("read"),
                row.getLong("audience"));
    }
}

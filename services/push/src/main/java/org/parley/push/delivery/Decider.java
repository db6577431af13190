package org.parley.push.delivery;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.parley.contracts.ClientId;
import org.parley.push.PushConfig;
import org.parley.push.start.Migration;
import org.parley.push.start.Patience;
import org.parley.push.start.StoppingException;
import org.parley.push.start.Waiting;
import org.parley.push.store.Database;

/**
 * Decides when: at once where no device of the user is connected, else after the grace, in which a
 * connected device says that it has the message, or the user reads it somewhere.
 */
@ApplicationScoped
class Decider {

    private static final String TAKE =
            """
            UPDATE pending p SET claim = ?, due_at = ?
            FROM (SELECT user_id, device, conversation FROM pending
              WHERE phase = 0 AND due_at <= ? ORDER BY due_at LIMIT %d FOR UPDATE SKIP LOCKED) q
            WHERE p.user_id = q.user_id AND p.device = q.device AND p.conversation = q.conversation
            RETURNING p.user_id, p.device, p.conversation
            """
                    .formatted(Sessions.MOST);

    private static final String ROWS =
            """
            WITH q AS MATERIALIZED (
              SELECT * FROM unnest(?::text[], ?::text[], ?::text[]) AS q(user_id, device, conversation))
            """;

    private static final String DECIDE =
            ROWS
                    + """
                    , s AS MATERIALIZED (SELECT * FROM unnest(?::text[], ?::text[]) AS s(user_id, device))
                    UPDATE pending p SET phase = 1, claim = NULL,
                      live = CASE WHEN ?::boolean
                        THEN EXISTS (SELECT FROM s WHERE s.user_id = p.user_id AND s.device = p.device) END,
                      due_at = CASE WHEN ?::boolean AND NOT EXISTS (SELECT FROM s WHERE s.user_id = p.user_id)
                        THEN ?::timestamptz ELSE greatest(?::timestamptz, p.queued_at + ?::interval) END
                    FROM q WHERE p.user_id = q.user_id AND p.device = q.device AND p.conversation = q.conversation
                      AND p.claim = ?
                    """;

    // A receipt that named no device came before it was known which are connected.
    private static final String DELIVERED =
            ROWS
                    + """
                    , gone AS (
                      DELETE FROM pending p USING q, reading k
                      WHERE p.user_id = q.user_id AND p.device = q.device AND p.conversation = q.conversation
                        AND k.user_id = p.user_id AND k.conversation = p.conversation
                        AND p.live IS TRUE AND NOT p.clear AND p.claim IS NULL AND k.delivered >= p.position
                      RETURNING p.user_id, p.device, p.conversation, p.position)
                    INSERT INTO ledger (at, user_id, device, conversation, message, event)
                    SELECT ?::timestamptz, g.user_id, g.device, g.conversation, m.id, 'cancelled-delivered'
                    FROM gone g LEFT JOIN message m ON m.position = g.position
                    """;

    private final Database database;
    private final Sessions sessions;
    private final Bell bell;
    private final Migration migration;
    private final Waiting waiting;
    private final Patience patience;
    private final PushConfig config;
    private final Clock clock;

    Decider(
            Database database,
            Sessions sessions,
            Bell bell,
            Migration migration,
            Waiting waiting,
            PushConfig config,
            Clock clock) {
        this.database = database;
        this.sessions = sessions;
        this.bell = bell;
        this.migration = migration;
        this.waiting = waiting;
        this.config = config;
        this.clock = clock;
        this.patience =
                new Patience(
                        waiting, "decide when to send", config.firstPause(), config.longestPause());
    }

    void onStart(@Observes StartupEvent event) {
        Thread.ofVirtual().name("decider").start(this::run);
    }

    private void run() {
        try {
            while (!waiting.isStopping()) {
                int[] decided = new int[1];
                patience.untilDone(() -> {
                    migration.await();
                    decided[0] = round();
                });
                if (decided[0] < Sessions.MOST) waiting.pause(config.poll());
            }
        } catch (StoppingException e) {
            Log.debug("the decider stops");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Row(String user, String device, String conversation) {}

    private int round() throws SQLException {
        UUID claim = UUID.randomUUID();
        Instant now = clock.instant();
        List<Row> rows =
                database.query(
                        TAKE,
                        row ->
                                new Row(
                                        row.text("user_id"),
                                        row.text("device"),
                                        row.text("conversation")),
                        claim,
                        now.plus(config.lease()),
                        now);
        if (rows.isEmpty()) return 0;
        Set<String> users = rows.stream().map(Row::user).collect(Collectors.toSet());
        decide(rows, claim, sessions.of(users));
        bell.ring();
        return rows.size();
    }

    private void decide(List<Row> rows, UUID claim, Optional<Set<ClientId>> live)
            throws SQLException {
        String[] users = rows.stream().map(Row::user).toArray(String[]::new);
        String[] devices = rows.stream().map(Row::device).toArray(String[]::new);
        String[] conversations = rows.stream().map(Row::conversation).toArray(String[]::new);
        Collection<ClientId> sessionsNow = live.orElse(Set.of());
        Instant now = clock.instant();
        database.inTransaction(tx -> {
            tx.run(
                    DECIDE,
                    users,
                    devices,
                    conversations,
                    sessionsNow.stream().map(ClientId::userName).toArray(String[]::new),
                    sessionsNow.stream()
                            .map(client -> client.device().value())
                            .toArray(String[]::new),
                    live.isPresent(),
                    live.isPresent(),
                    now,
                    now,
                    config.grace().toMillis() + " milliseconds",
                    claim);
            return tx.run(DELIVERED, users, devices, conversations, now);
        });
    }
}

package org.parley.push.device;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.ConversationId;
import org.parley.contracts.UserId;
import org.parley.push.PushConfig;
import org.parley.push.problem.Refusal;
import org.parley.push.store.Cells;
import org.parley.push.store.Database;

/** Which conversations a user does not want to hear of, on none of his devices. */
@ApplicationScoped
class Mutes {

    private static final Instant ALWAYS = Instant.parse("9999-12-31T00:00:00Z");

    private static final String ALL =
            "SELECT conversation, until, mentions FROM mute WHERE user_id = ? AND until > ? ORDER BY conversation";

    private static final String PUT =
            """
            INSERT INTO mute (user_id, conversation, until, mentions) VALUES (?, ?, ?, ?)
            ON CONFLICT (user_id, conversation) DO UPDATE SET until = excluded.until, mentions = excluded.mentions
            """;

    private static final String CANCEL =
            """
            WITH gone AS (
              DELETE FROM pending WHERE user_id = ? AND conversation = ? AND NOT clear AND NOT (? AND mention)
              RETURNING user_id, device, conversation, position)
            INSERT INTO ledger (at, user_id, device, conversation, message, event, detail)
            SELECT ?::timestamptz, g.user_id, g.device, g.conversation, m.id, 'cancelled', 'muted'
            FROM gone g LEFT JOIN message m ON m.position = g.position
            """;

    private final Database database;
    private final PushConfig config;
    private final Clock clock;

    Mutes(Database database, PushConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** For how long, and what is told nevertheless. */
    enum Kind {
        EIGHT_HOURS("8h"),
        ONE_WEEK("1week"),
        ALWAYS("always"),
        MENTIONS_ONLY("mentions-only");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        static Optional<Kind> parse(String text) {
            for (Kind kind : values()) if (kind.wireName.equals(text)) return Optional.of(kind);
            return Optional.empty();
        }

        Instant until(Instant now) {
            return switch (this) {
                case EIGHT_HOURS -> now.plus(Duration.ofHours(8));
                case ONE_WEEK -> now.plus(Duration.ofDays(7));
                case ALWAYS, MENTIONS_ONLY -> Mutes.ALWAYS;
            };
        }
    }

    /**
     * @param until absent: for good
     */
    record Mute(String conversation, @Nullable Instant until, boolean mentions) {
        static Mute of(Cells row) throws SQLException {
            Instant until = row.time("until");
            return new Mute(
                    row.text("conversation"),
                    until.isBefore(ALWAYS) ? until : null,
                    row.flag("mentions"));
        }
    }

    List<Mute> of(UserId user) throws SQLException {
        return database.query(ALL, Mute::of, user.value(), clock.instant());
    }

    Mute put(UserId user, ConversationId conversation, Kind kind) throws SQLException {
        Instant now = clock.instant();
        boolean mentions = kind == Kind.MENTIONS_ONLY;
        Instant until = kind.until(now);
        return database.inTransaction(tx -> {
            tx.run("DELETE FROM mute WHERE user_id = ? AND until <= ?", user.value(), now);
            int most = config.limits().mutesPerUser();
            List<Mute> others =
                    tx.query(ALL, Mute::of, user.value(), now).stream()
                            .filter(mute -> !mute.conversation().equals(conversation.value()))
                            .toList();
            if (others.size() >= most)
                throw new Refusal.LimitReached(
                        user + " has muted " + most + " conversations, which is the most");
            tx.run(PUT, user.value(), conversation.value(), until, mentions);
            tx.run(CANCEL, user.value(), conversation.value(), mentions, now);
            return new Mute(conversation.value(), until.isBefore(ALWAYS) ? until : null, mentions);
        });
    }

    void end(UserId user, ConversationId conversation) throws SQLException {
        database.run(
                "DELETE FROM mute WHERE user_id = ? AND conversation = ?",
                user.value(),
                conversation.value());
    }
}

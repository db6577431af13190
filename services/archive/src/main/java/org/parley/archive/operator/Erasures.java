package org.parley.archive.operator;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.parley.archive.operator.Erasure.Target;
import org.parley.archive.ordered.Database;

/**
 * Takes what was said out of the archive for good. Ids, positions and who wrote to whom stay: by
 * its id a late repeat, or a replay of the log, is recognised and brings nothing back.
 */
@ApplicationScoped
class Erasures {

    /** Rows in one transaction, so that writers wait for one and not for all. */
    private static final int BATCH = 2_000;

    private final Pool pool;

    Erasures(Pool pool) {
        this.pool = pool;
    }

    /** How many lost their content. */
    Uni<Long> erase(Target target) {
        return eraseDeadLetters(target).flatMap(_ -> eraseFrom(conditions(target), 0, 0));
    }

    /** What was not accepted was said as well. Not counted. */
    private Uni<Void> eraseDeadLetters(Target target) {
        Filter.Condition condition =
                switch (target) {
                    case Target.Everything(var user) ->
                            new Filter.Condition(
                                    "(sender = $1 OR topic = 'parley.messages' AND conversation IN"
                                            + " (SELECT conversation FROM membership WHERE user_id = $1))",
                                    user.value());
                    case Target.Conversation(var conversation) ->
                            new Filter.Condition("conversation = $1", conversation.value());
                    case Target.Message(var id) ->
                            new Filter.Condition("$1 IN (known, message)", id.value());
                };
        return pool.preparedQuery("UPDATE rejected SET payload = NULL WHERE " + condition.sql())
                .execute(Tuple.wrap(condition.values()))
                .replaceWithVoid();
    }

    private Uni<Long> eraseFrom(List<Filter.Condition> conditions, int index, long before) {
        if (index == conditions.size()) return Uni.createFrom().item(before);
        return batch(conditions.get(index))
                .flatMap(count ->
                        eraseFrom(conditions, count < BATCH ? index + 1 : index, before + count));
    }

    private Uni<Integer> batch(Filter.Condition condition) {
        // In the writers' order: no edit slips in between.
        return pool.withTransaction(connection ->
                connection
                        .query(Database.LOCK)
                        .execute()
                        .flatMap(_ ->
                                connection
                                        .preparedQuery(erase(condition.sql()))
                                        .execute(Tuple.wrap(condition.values()))
                                        .map(rows -> rows.rowCount())));
    }

    private static String erase(String condition) {
        return """
        WITH due AS (
          SELECT m.id, m.conversation, m.sender FROM message m
          WHERE m.removed_at IS NULL AND %s
          LIMIT %d)
        UPDATE message m SET payload = NULL, edited_text = NULL, words = NULL,
          removed_at = clock_timestamp(), removed_why = 'erased'
        FROM due
        WHERE m.id = due.id AND m.conversation = due.conversation AND m.sender = due.sender
        """
                .formatted(condition, BATCH);
    }

    /** A message's edits say the same again, so they go with it, and before it. */
    private static List<Filter.Condition> conditions(Target target) {
        return switch (target) {
            case Target.Everything(var user) ->
                    List.of(
                            new Filter.Condition(
                                    "m.sender = $1 AND m.conversation IN"
                                            + " (SELECT conversation FROM membership WHERE user_id = $1)",
                                    user.value()));
            case Target.Conversation(var conversation) ->
                    List.of(new Filter.Condition("m.conversation = $1", conversation.value()));
            case Target.Message(var id) ->
                    List.of(
                            new Filter.Condition(
                                    "m.type = 'edit' AND m.ref = $1 AND EXISTS (SELECT FROM message t"
                                            + " WHERE t.id = $1 AND t.conversation = m.conversation"
                                            + " AND t.sender = m.sender)",
                                    id.value()),
                            new Filter.Condition("m.id = $1", id.value()));
        };
    }
}

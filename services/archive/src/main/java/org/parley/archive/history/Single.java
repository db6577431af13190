package org.parley.archive.history;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.parley.archive.problem.BadParameter;
import org.parley.archive.problem.NotThere;
import org.parley.contracts.MessageId;
import org.parley.contracts.UserId;

/**
 * One message by its id. An id belongs to its sender and conversation: of several with the same one
 * the caller gets the first of those he may read.
 */
@ApplicationScoped
class Single {

    private static final String MINE =
            "SELECT "
                    + ArchivedMessage.asSeen("me.seen")
                    + " FROM message m JOIN membership me ON me.conversation = m.conversation"
                    + " AND me.user_id = $2 AND m.received_at <@ me.seen"
                    + " WHERE m.id = $1 ORDER BY m.position LIMIT 1";

    private final Pool pool;

    Single(Pool pool) {
        this.pool = pool;
    }

    Uni<ArchivedMessage> mine(UserId user, String text) {
        MessageId id =
                MessageId.parse(text)
                        .orElseThrow(() -> new BadParameter("id", text, MessageId.RULE));
        return pool.preparedQuery(MINE)
                .execute(Tuple.of(id.value(), user.value()))
                .map(rows -> {
                    if (rows.size() == 0) throw new NotThere("message", id.toString());
                    return ArchivedMessage.of(rows.iterator().next());
                });
    }
}

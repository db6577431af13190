package org.parley.presence.sight;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.parley.contracts.UserId;
import org.parley.presence.store.Column;

/**
 * What one sees of others: their own setting decides, and a block goes before it. Whoever may not
 * be seen is left out, exactly as who does not exist or was never there.
 */
@ApplicationScoped
class Sight {

    private static final String VISIBLE =
            """
            SELECT p.user_id, p.state, p.last_seen
            FROM presence p LEFT JOIN visibility v ON v.owner = p.user_id
            WHERE p.user_id = ANY ($2::text[])
              AND (p.user_id = $1
                OR NOT EXISTS (SELECT FROM block WHERE owner = p.user_id AND blocked = $1)
                  AND CASE coalesce(v.visibility, 'contacts')
                    WHEN 'everyone' THEN true
                    WHEN 'contacts' THEN
                      EXISTS (SELECT FROM contact WHERE a = $1 AND b = p.user_id)
                      OR EXISTS (SELECT FROM contact WHERE a = p.user_id AND b = $1)
                      OR EXISTS (SELECT FROM member mine JOIN member his USING (group_id)
                        WHERE mine.user_id = $1 AND mine.is_member
                          AND his.user_id = p.user_id AND his.is_member
                          AND NOT EXISTS (SELECT FROM deleted_group d
                            WHERE d.group_id = mine.group_id))
                    ELSE false
                  END)
            ORDER BY p.user_id
            """;

    private final Pool pool;

    Sight(Pool pool) {
        this.pool = pool;
    }

    Uni<List<PresenceView>> of(UserId viewer, Collection<UserId> others) {
        Object names = Column.texts(others, UserId::value);
        return Uni.createFrom()
                .completionStage(() ->
                        pool.preparedQuery(VISIBLE)
                                .execute(Tuple.of(viewer.value(), names))
                                .toCompletionStage())
                .map(Sight::views);
    }

    private static List<PresenceView> views(RowSet<Row> rows) {
        List<PresenceView> views = new ArrayList<>();
        for (Row row : rows)
            views.add(
                    new PresenceView(
                            row.getString("user_id"),
                            row.getString("state"),
                            Column.instant(row.getOffsetDateTime("last_seen"))));
        return views;
    }
}

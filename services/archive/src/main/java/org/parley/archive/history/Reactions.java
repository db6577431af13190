package org.parley.archive.history;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.parley.archive.history.Memberships.Membership;
import org.parley.archive.history.Reaction.Said;

/** What people put under messages, read for a whole page at once. */
@ApplicationScoped
class Reactions {

    private static final String NEWEST_OF_EACH =
            "SELECT DISTINCT ON (ref, sender) ref, sender, position,"
                    + " CASE WHEN removed_at IS NULL THEN payload END AS payload"
                    + " FROM message"
                    + " WHERE ref = ANY($3) AND conversation = $1 AND type = 'reaction'"
                    + " AND received_at <@ "
                    + Membership.SEEN
                    + " ORDER BY ref, sender, position DESC";

    private final Pool pool;

    Reactions(Pool pool) {
        this.pool = pool;
    }

    /** As far as he may read them. */
    Uni<Map<UUID, List<Reaction>>> to(Membership membership, List<ArchivedMessage> messages) {
        if (messages.isEmpty()) return Uni.createFrom().item(Map.of());
        UUID[] targets = messages.stream().map(ArchivedMessage::id).toArray(UUID[]::new);
        return pool.preparedQuery(NEWEST_OF_EACH)
                .execute(
                        Tuple.of(
                                membership.conversation().value(),
                                membership.user().value(),
                                targets))
                .map(rows -> {
                    List<Said> said = new ArrayList<>(rows.size());
                    rows.forEach(row -> said.add(said(row)));
                    return Reaction.fold(said);
                });
    }

    private static Said said(Row row) {
        String payload = row.getString("payload");
        String emoji = payload == null ? null : Payload.message(Payload.parse(payload));
        return new Said(
                row.getUUID("ref"),
                row.getString("sender"),
                Objects.requireNonNullElse(emoji, ""),
                row.getLong("position"));
    }
}

package org.parley.presence.sight;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parley.presence.sight.OnlineResource.Counts;
import org.parley.presence.store.Column;

/** Who is there, of all users: from PostgreSQL, because each instance knows its own share only. */
@ApplicationScoped
class Online {

    private static final String PAGE =
            """
            WITH page AS (
              SELECT user_id, state, last_seen FROM presence
              WHERE state <> 'offline'
                AND ($1::text IS NULL OR user_id = $1)
                AND ($2::text IS NULL OR state = $2)
                AND ($3::text IS NULL OR user_id > $3)
              ORDER BY user_id LIMIT $4)
            SELECT p.user_id, p.state, p.last_seen, d.device, d.state AS device_state, d.said_at
            FROM page p LEFT JOIN device d USING (user_id)
            ORDER BY p.user_id, d.device
            """;

    private static final String COUNTS =
            """
            SELECT count(*) AS users,
              count(*) FILTER (WHERE state = 'online') AS online,
              count(*) FILTER (WHERE state = 'away') AS away,
              (SELECT count(*) FROM device) AS devices
            FROM presence WHERE state <> 'offline'
            """;

    private final Pool pool;

    Online(Pool pool) {
        this.pool = pool;
    }

    /** One who is there. */
    record Somebody(String user, String state, Instant lastSeen, List<Device> devices) {}

    /** What one of his devices said last. */
    record Device(String device, String state, Instant saidAt) {}

    Uni<List<Somebody>> page(
            @Nullable String user, @Nullable String state, @Nullable String after, int most) {
        Tuple values = Tuple.from(Arrays.asList(user, state, after, most));
        return rows(PAGE, values).map(Online::people);
    }

    Uni<Counts> counts() {
        return rows(COUNTS, Tuple.tuple())
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return new Counts(
                            row.getLong("users"),
                            row.getLong("online"),
                            row.getLong("away"),
                            row.getLong("devices"));
                });
    }

    private Uni<RowSet<Row>> rows(String sql, Tuple values) {
        return Uni.createFrom()
                .completionStage(() -> pool.preparedQuery(sql).execute(values).toCompletionStage());
    }

    private static List<Somebody> people(RowSet<Row> rows) {
        List<Somebody> people = new ArrayList<>();
        for (Row row : rows) {
            String user = row.getString("user_id");
            if (people.isEmpty() || !people.getLast().user().equals(user))
                people.add(
                        new Somebody(
                                user,
                                row.getString("state"),
                                time(row, "last_seen"),
                                new ArrayList<>()));
            String device = row.getString("device");
            if (device != null)
                people.getLast()
                        .devices()
                        .add(
                                new Device(
                                        device,
                                        row.getString("device_state"),
                                        time(row, "said_at")));
        }
        return people;
    }

    private static Instant time(Row row, String column) {
        return Objects.requireNonNull(Column.instant(row.getOffsetDateTime(column)));
    }
}

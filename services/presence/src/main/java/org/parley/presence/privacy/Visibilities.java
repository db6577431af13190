package org.parley.presence.privacy;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.parley.contracts.UserId;
import org.parley.contracts.Visibility;
import org.parley.presence.store.Column;
import org.parley.presence.store.Database;

/**
 * What each has set. PostgreSQL says what holds, and that it is still to be told; the log is told
 * under the row's lock, always what PostgreSQL says then. So whatever fails between, and whoever
 * changes it at the same time, in the end both say the same.
 */
@ApplicationScoped
class Visibilities {

    private static final String SET =
            """
            INSERT INTO visibility (owner, visibility, changed_at, told) VALUES ($1, $2, $3, false)
            ON CONFLICT (owner) DO UPDATE
            SET visibility = excluded.visibility, changed_at = excluded.changed_at, told = false
            """;

    private static final String LOCK =
            "SELECT visibility FROM visibility WHERE owner = $1 FOR UPDATE";

    private static final String TOLD = "UPDATE visibility SET told = true WHERE owner = $1";

    private static final String SOME_UNTOLD =
            "SELECT owner FROM visibility WHERE NOT told ORDER BY owner LIMIT $1";

    private static final String SAY_AGAIN = "UPDATE visibility SET told = false WHERE told";

    private final Database database;
    private final Letters letters;
    private final Clock clock;

    Visibilities(Database database, Letters letters, Clock clock) {
        this.database = database;
        this.letters = letters;
        this.clock = clock;
    }

    Uni<Visibility> of(UserId owner) {
        return Panache.withSession(() -> StoredVisibility.of(owner));
    }

    /** Returns when PostgreSQL and Kafka have it. */
    void set(UserId owner, Visibility visibility) throws Exception {
        Object now = Column.time(clock.instant());
        database.inTransaction(tx -> tx.run(SET, owner.value(), visibility.wireName(), now));
        tell(owner);
    }

    private void tell(UserId owner) throws Exception {
        database.inTransaction(tx -> {
            String holds = tx.run(LOCK, owner.value()).iterator().next().getString("visibility");
            letters.visibility(owner, Visibility.parse(holds).orElseThrow());
            return tx.run(TOLD, owner.value());
        });
    }

    /** What a failure left untold; returns how many there were. */
    int tellSome(int most) throws Exception {
        List<UserId> owners =
                database.inTransaction(tx -> {
                    List<UserId> untold = new ArrayList<>();
                    for (Row row : tx.run(SOME_UNTOLD, most))
                        untold.add(new UserId(row.getString("owner")));
                    return untold;
                });
        for (UserId owner : owners) tell(owner);
        return owners.size();
    }

    int sayAgain() throws Exception {
        return database.inTransaction(tx -> tx.run(SAY_AGAIN).rowCount());
    }
}

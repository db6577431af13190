package org.parley.presence.privacy;

import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.parley.contracts.UserId;
import org.parley.presence.store.Column;
import org.parley.presence.store.Database;
import org.parley.presence.store.Database.Tx;

/** Who has written to whom: kept once, and told on the log. */
@ApplicationScoped
class Contacts {

    private static final String NEW =
            """
            INSERT INTO contact (a, b, since, told)
            SELECT *, false FROM unnest($1::text[], $2::text[], $3::timestamptz[])
            ON CONFLICT DO NOTHING
            """;

    private static final String UNTOLD =
            """
            SELECT a, b, since FROM contact
            WHERE (a, b) IN (SELECT * FROM unnest($1::text[], $2::text[])) AND NOT told
            """;

    private static final String SOME_UNTOLD =
            "SELECT a, b, since FROM contact WHERE NOT told ORDER BY a, b LIMIT $1";

    private static final String TOLD =
            """
            UPDATE contact SET told = true
            WHERE (a, b) IN (SELECT * FROM unnest($1::text[], $2::text[]))
            """;

    private static final String SAY_AGAIN = "UPDATE contact SET told = false WHERE told";

    private final Database database;
    private final Letters letters;

    Contacts(Database database, Letters letters) {
        this.database = database;
        this.letters = letters;
    }

    /** Returns when both PostgreSQL and Kafka have them; repeating is harmless. */
    void keep(Collection<Pair> pairs) throws Exception {
        List<Pair> untold =
                database.inTransaction(tx -> {
                    tx.run(NEW, as(pairs), bs(pairs), Column.times(pairs, Pair::since));
                    return pairs(tx, UNTOLD, as(pairs), bs(pairs));
                });
        tell(untold);
    }

    /** What somebody left untold; returns how many there were. */
    int tellSome(int most) throws Exception {
        List<Pair> untold = database.inTransaction(tx -> pairs(tx, SOME_UNTOLD, most));
        tell(untold);
        return untold.size();
    }

    private void tell(List<Pair> untold) throws Exception {
        if (untold.isEmpty()) return;
        letters.contacts(untold);
        database.inTransaction(tx -> tx.run(TOLD, as(untold), bs(untold)));
    }

    int sayAgain() throws Exception {
        return database.inTransaction(tx -> tx.run(SAY_AGAIN).rowCount());
    }

    private static List<Pair> pairs(Tx tx, String sql, Object... values) throws Exception {
        List<Pair> pairs = new ArrayList<>();
        for (Row row : tx.run(sql, values))
            pairs.add(
                    new Pair(
                            new UserId(row.getString("a")),
                            new UserId(row.getString("b")),
                            Column.instant(row.getOffsetDateTime("since"))));
        return pairs;
    }

    private static String[] as(Collection<Pair> pairs) {
        return Column.texts(pairs, pair -> pair.a().value());
    }

    private static String[] bs(Collection<Pair> pairs) {
        return Column.texts(pairs, pair -> pair.b().value());
    }
}

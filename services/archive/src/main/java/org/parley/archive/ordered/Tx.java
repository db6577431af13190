package org.parley.archive.ordered;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A transaction that runs. */
public final class Tx {

    private final SqlConnection connection;
    private final Duration patience;

    Tx(SqlConnection connection, Duration patience) {
        this.connection = connection;
        this.patience = patience;
    }

    /**
     * Runs one prepared statement.
     *
     * @param values for $1, $2, …; a {@link Column} for an array
     */
    public RowSet<Row> run(String sql, @Nullable Object... values) throws Exception {
        return Database.wait(connection.preparedQuery(sql).execute(Tuple.wrap(values)), patience);
    }

    /** For what cannot be prepared. */
    public RowSet<Row> define(String sql) throws Exception {
        return Database.wait(connection.query(sql).execute(), patience);
    }
}

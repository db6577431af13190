package org.parley.presence.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.presence.PresenceConfig;

/** Transactions of a few statements over many rows, for threads that may wait. */
@ApplicationScoped
public class Database {

    private final Pool pool;
    private final Duration patience;

    Database(Pool pool, PresenceConfig config) {
        this.pool = pool;
        this.patience = config.patience();
    }

    /** A transaction that runs. */
    public final class Tx {

        private final SqlConnection connection;

        private Tx(SqlConnection connection) {
            this.connection = connection;
        }

        /**
         * Runs one prepared statement.
         *
         * @param values for $1, $2, …; a {@link Column} for an array
         */
        public RowSet<Row> run(String sql, @Nullable Object... values) throws Exception {
            return await(connection.preparedQuery(sql).execute(Tuple.wrap(values)));
        }
    }

    /** What is done within one transaction. */
    public interface Work<T extends @Nullable Object> {
        T with(Tx tx) throws Exception;
    }

    public <T extends @Nullable Object> T inTransaction(Work<T> work) throws Exception {
        SqlConnection connection = await(pool.getConnection());
        try {
            Transaction transaction = await(connection.begin());
            T result = attempt(work, connection, transaction);
            await(transaction.commit());
            return result;
        } finally {
            connection.close();
        }
    }

    private <T extends @Nullable Object> T attempt(
            Work<T> work, SqlConnection connection, Transaction transaction) throws Exception {
        try {
            return work.with(new Tx(connection));
        } catch (Exception e) {
            // Not waited for: the connection is given back when it is through.
            transaction.rollback();
            throw e;
        }
    }

    private <T extends @Nullable Object> T await(Future<T> future) throws Exception {
        return future.toCompletionStage()
                .toCompletableFuture()
                .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}

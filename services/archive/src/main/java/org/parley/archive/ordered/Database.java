package org.parley.archive.ordered;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.parley.archive.ArchiveConfig;

/**
 * The archive's transactions, for threads that may wait.
 *
 * <p>{@link #inOrder} is the only place where positions may be drawn: it holds one lock over all
 * instances until the commit is visible, so that whoever has read position n will never see a
 * smaller one appear.
 */
@ApplicationScoped
public class Database {

    /** Any number; all writers of one database agree on it. */
    public static final String LOCK = "SELECT pg_advisory_xact_lock(7521962)";

    private final Pool pool;
    private final Duration patience;

    Database(Pool pool, ArchiveConfig config) {
        this.pool = pool;
        this.patience = config.patience();
    }

    /** What is done within one transaction. */
    public interface Work<T> {
        T with(Tx tx) throws Exception;
    }

    /** One writer at a time: for everything that draws positions. */
    public <T> T inOrder(Work<T> work) throws Exception {
        return inTransaction(tx -> {
            tx.run(LOCK);
            return work.with(tx);
        });
    }

    public <T> T inTransaction(Work<T> work) throws Exception {
        SqlConnection connection = wait(pool.getConnection(), patience);
        try {
            Transaction transaction = wait(connection.begin(), patience);
            T result = attempt(work, connection, transaction);
            wait(transaction.commit(), patience);
            return result;
        } finally {
            connection.close();
        }
    }

    private <T> T attempt(Work<T> work, SqlConnection connection, Transaction transaction)
            throws Exception {
        try {
            return work.with(new Tx(connection, patience));
        } catch (Exception e) {
            // Not waited for: the connection is given back when it is through.
            transaction.rollback();
            throw e;
        }
    }

    private static Exception failure(Throwable cause) {
        return cause instanceof PgException e && RefusedException.blamesValues(e)
                ? RefusedException.of(e)
                : new DatabaseException(cause);
    }

    static <T> T wait(Future<T> future, Duration patience) throws Exception {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new DatabaseException("PostgreSQL did not answer for " + patience, e);
        }
    }
}

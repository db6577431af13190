package org.parley.push.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The push service's transactions. */
@ApplicationScoped
public class Database {

    private final DataSource source;

    Database(DataSource source) {
        this.source = source;
    }

    /** What is done within one transaction. */
    public interface Work<T extends @Nullable Object> {
        T with(Tx tx) throws SQLException;
    }

    public <T extends @Nullable Object> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.with(new Tx(connection));
                connection.commit();
                return result;
            } catch (Throwable e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection, Throwable why) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    /** One statement of its own. */
    public <T> List<T> query(String sql, Tx.Reader<T> reader, @Nullable Object... values)
            throws SQLException {
        return inTransaction(tx -> tx.query(sql, reader, values));
    }

    /** One statement of its own; returns how many rows it changed. */
    public int run(String sql, @Nullable Object... values) throws SQLException {
        return inTransaction(tx -> tx.run(sql, values));
    }
}

package org.parley.archive;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the database holds, read beside the archive. */
public final class Rows {

    /** Where connections come from: a pool, or a server that may be away. */
    public interface Source {
        Connection connect() throws SQLException;
    }

    private final Source source;

    public Rows(Source source) {
        this.source = source;
    }

    /** Of the archive that {@link ArchiveUnderTest} has started. */
    public static Rows underTest() {
        return new Rows(() -> ArchiveUnderTest.database().connect());
    }

    public List<Map<String, @Nullable Object>> of(String sql, Object... values) {
        try (Connection connection = source.connect();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
            try (ResultSet result = statement.executeQuery()) {
                return read(result);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void change(String sql, Object... values) {
        try (Connection connection = source.connect();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Map<String, @Nullable Object>> read(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        while (result.next()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (int i = 1; i <= columns.getColumnCount(); i++)
                row.put(columns.getColumnLabel(i), result.getObject(i));
            rows.add(row);
        }
        return rows;
    }

    public List<Map<String, @Nullable Object>> messages(String conversation) {
        return of(
                "SELECT *, words::text AS found FROM message WHERE conversation = ? ORDER BY position",
                conversation);
    }

    public Map<String, @Nullable Object> message(Said said) {
        return of("SELECT *, words::text AS found FROM message WHERE id = ?", said.id()).getFirst();
    }

    public List<Map<String, @Nullable Object>> watermarks(String conversation) {
        return of(
                "SELECT * FROM watermark WHERE conversation = ? ORDER BY user_id, state",
                conversation);
    }

    public long count(String sql, Object... values) {
        return ((Number) of(sql, values).getFirst().values().iterator().next()).longValue();
    }
}

package org.parley.push.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that runs. Values of a statement may be arrays, which {@code unnest} makes rows of.
 */
public final class Tx {

    private final Connection connection;

    Tx(Connection connection) {
        this.connection = connection;
    }

    /** Makes something of the row at which the result stands. */
    public interface Reader<T> {
        T read(Cells row) throws SQLException;
    }

    public <T> List<T> query(String sql, Reader<T> reader, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                Cells cells = new Cells(result);
                while (result.next()) rows.add(reader.read(cells));
            }
            return rows;
        }
    }

    public int run(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    private void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            switch (value) {
                case null -> statement.setNull(i + 1, Types.NULL);
                case Instant at -> statement.setObject(i + 1, at.atOffset(ZoneOffset.UTC));
                case String[] all -> statement.setArray(i + 1, array("text", all));
                case Long[] all -> statement.setArray(i + 1, array("bigint", all));
                case UUID[] all -> statement.setArray(i + 1, array("uuid", all));
                case Boolean[] all -> statement.setArray(i + 1, array("boolean", all));
                case Instant[] all -> statement.setArray(i + 1, array("timestamptz", times(all)));
                default -> statement.setObject(i + 1, value);
            }
        }
    }

    private java.sql.Array array(String type, @Nullable Object[] values) throws SQLException {
        return connection.createArrayOf(type, values);
    }

    private static @Nullable Object[] times(Instant[] all) {
        return Arrays.stream(all)
                .map(at -> at == null ? null : at.atOffset(ZoneOffset.UTC))
                .toArray();
    }
}

package org.parley.push.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of a result, read by the columns' names. */
public final class Cells {

    private final ResultSet result;

    Cells(ResultSet result) {
        this.result = result;
    }

    public String text(String column) throws SQLException {
        return Objects.requireNonNull(textOrNull(column), column);
    }

    public @Nullable String textOrNull(String column) throws SQLException {
        return result.getString(column);
    }

    public long number(String column) throws SQLException {
        return result.getLong(column);
    }

    public @Nullable Long numberOrNull(String column) throws SQLException {
        long number = result.getLong(column);
        return result.wasNull() ? null : number;
    }

    public boolean flag(String column) throws SQLException {
        return result.getBoolean(column);
    }

    public byte @Nullable [] bytesOrNull(String column) throws SQLException {
        return result.getBytes(column);
    }

    public UUID uuid(String column) throws SQLException {
        return Objects.requireNonNull(uuidOrNull(column), column);
    }

    public @Nullable UUID uuidOrNull(String column) throws SQLException {
        return result.getObject(column, UUID.class);
    }

    public Instant time(String column) throws SQLException {
        return Objects.requireNonNull(timeOrNull(column), column);
    }

    public @Nullable Instant timeOrNull(String column) throws SQLException {
        OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    public @Nullable LocalTime clockOrNull(String column) throws SQLException {
        return result.getObject(column, LocalTime.class);
    }
}

package org.parley.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The archive's table of messages, read by its own account. */
final class ArchiveTable implements AutoCloseable {
    private static final String ROWS =
            """
            SELECT id, received_at, archived_at FROM message
            WHERE conversation = ? AND sender = ? AND id >= ? ORDER BY position
            """;

    private static final String COUNT =
            "SELECT count(*), count(DISTINCT id) FROM message WHERE conversation = ? AND id >= ?";

    private final Connection connection;
    private final UUID firstId;

    /**
     * @param since nothing before is looked at, epoch milliseconds: ids begin with them
     */
    ArchiveTable(Stack.Database database, long since) throws SQLException {
        this.connection =
                DriverManager.getConnection(database.url(), database.user(), database.password());
        this.firstId = new UUID(since << 16, 0);
    }

    List<ArchiveCheck.Row> of(Pair pair) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ROWS)) {
            query.setString(1, pair.conversation());
            query.setString(2, pair.sender());
            query.setObject(3, firstId);
            try (ResultSet result = query.executeQuery()) {
                return rows(result, pair.payload());
            }
        }
    }

    /** How many rows a conversation has, and of how many messages. */
    record Count(long rows, long messages) {}

    Count count(String conversation) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(COUNT)) {
            query.setString(1, conversation);
            query.setObject(2, firstId);
            try (ResultSet result = query.executeQuery()) {
                result.next();
                return new Count(result.getLong(1), result.getLong(2));
            }
        }
    }

    private static List<ArchiveCheck.Row> rows(ResultSet result, Payload payload)
            throws SQLException {
        List<ArchiveCheck.Row> rows = new ArrayList<>();
        while (result.next()) {
            int n = payload.numberIn(result.getString(1));
            rows.add(new ArchiveCheck.Row(n, nanos(result, 2), nanos(result, 3)));
        }
        return rows;
    }

    private static long nanos(ResultSet result, int column) throws SQLException {
        OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
        return ChronoUnit.NANOS.between(Instant.EPOCH, time.toInstant());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

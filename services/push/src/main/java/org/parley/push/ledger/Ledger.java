package org.parley.push.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.parley.push.store.Database;

/** Reads the ledger, the newest first. */
@ApplicationScoped
public class Ledger {

    private final Database database;

    Ledger(Database database) {
        this.database = database;
    }

    @Schema(name = "LedgerPage", description = "Entries, the newest first.")
    public record Page(
            List<Entry> entries,
            @Schema(description = "For `before`: what is older. Absent at the end.")
                    @Nullable String next) {}

    public Page page(Filter filter) throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT * FROM ledger WHERE true");
        List<@Nullable Object> values = new ArrayList<>();
        for (Filter.Condition condition : filter.conditions()) {
            sql.append(" AND ").append(condition.sql());
            values.add(condition.value());
        }
        sql.append(" ORDER BY id DESC LIMIT ").append(filter.limit() + 1);
        List<Entry> found = database.query(sql.toString(), Entry::of, values.toArray());
        if (found.size() <= filter.limit()) return new Page(found, null);
        List<Entry> kept = found.subList(0, filter.limit());
        return new Page(kept, Cursor.of(kept.getLast().id()));
    }

    public Optional<Entry> find(long id) throws SQLException {
        return database.query("SELECT * FROM ledger WHERE id = ?", Entry::of, id).stream()
                .findFirst();
    }

    /** Adds what is not of a message. */
    public void write(String user, String device, String event, String detail, Instant at)
            throws SQLException {
        database.run(
                "INSERT INTO ledger (at, user_id, device, event, detail) VALUES (?, ?, ?, ?, ?)",
                at,
                user,
                device,
                event,
                detail);
    }

    public long count(String user, String event, Instant since) throws SQLException {
        return database.query(
                        "SELECT count(*) AS n FROM ledger WHERE user_id = ? AND event = ? AND at >= ?"
                                + " AND id > (SELECT coalesce(max(id), 0) - 100000 FROM ledger)",
                        row -> row.number("n"),
                        user,
                        event,
                        since)
                .getFirst();
    }
}

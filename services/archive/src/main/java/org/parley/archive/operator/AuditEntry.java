package org.parley.archive.operator;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One question or deed of an operator, as it was written down. */
record AuditEntry(
        long id,
        Instant at,
        String operator,
        String action,
        String query,
        String reason,
        @Nullable Long found,
        @Nullable String failure) {

    static AuditEntry of(Row row) {
        return new AuditEntry(
                row.getLong("id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("operator"),
                row.getString("action"),
                row.getString("query"),
                row.getString("reason"),
                row.getLong("found"),
                row.getString("failure"));
    }
}

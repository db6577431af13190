package org.parley.archive.ordered;

import io.vertx.pgclient.PgException;

/**
 * PostgreSQL cannot do it now: it is away, stopping, full, or not yet as it should be. Try again.
 */
public final class DatabaseException extends Exception {

    private static final String NO_PARTITION = "23514";

    DatabaseException(Throwable cause) {
        super(cause);
    }

    DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A month's partition was dropped by somebody else. */
    public boolean isMissingPartition() {
        return getCause() instanceof PgException e && NO_PARTITION.equals(e.getSqlState());
    }
}

package org.parley.archive.ordered;

import io.vertx.pgclient.PgException;

/** These values will never be taken: trying again changes nothing. */
public final class RefusedException extends Exception {

    /**
     * @param reason for the sender's eyes: value and rule
     */
    public RefusedException(String reason) {
        super(reason, null, false, false);
    }

    static RefusedException of(PgException e) {
        // Not PostgreSQL's message: it may quote what was said.
        return new RefusedException("the archive cannot store it: SQLSTATE " + e.getSqlState());
    }

    /** Data exceptions, broken constraints but for a missing partition, PostgreSQL's limits. */
    static boolean blamesValues(PgException e) {
        String state = String.valueOf(e.getSqlState());
        boolean values = state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
        return values && !state.equals("23514");
    }
}

package org.parley.archive.log;

/** Kafka did not take a record in time; whoever wanted it may try again. */
public final class LogAwayException extends RuntimeException {

    LogAwayException(Exception cause) {
        super(cause);
    }
}

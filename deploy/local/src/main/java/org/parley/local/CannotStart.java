package org.parley.local;

/** Something a person has to change before Parley can start; the message says what. */
final class CannotStart extends RuntimeException {
    CannotStart(String message) {
        super(message);
    }

    CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}

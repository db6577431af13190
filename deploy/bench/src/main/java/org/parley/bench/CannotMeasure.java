package org.parley.bench;

/** Said to whoever started the measurement, in one line. */
final class CannotMeasure extends RuntimeException {
    CannotMeasure(String message) {
        super(message);
    }
}

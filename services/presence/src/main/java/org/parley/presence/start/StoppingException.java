package org.parley.presence.start;

/**
 * The process ends while something was still waiting; what it waited for is done after the next
 * start.
 */
public final class StoppingException extends RuntimeException {
    public StoppingException() {
        super("the presence service is stopping", null, false, false);
    }
}

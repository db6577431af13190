package org.parley.push.start;

/**
 * The process ends while something was still waiting; what it waited for is done after the next
 * start.
 */
public final class StoppingException extends RuntimeException {
    StoppingException() {
        super("the push service is stopping", null, false, false);
    }
}

package org.parley.push.gateway;

import java.io.IOException;

/**
 * A vendor. Throws where it cannot be reached or does not answer in time.
 *
 * @param <T> its kind of target
 */
interface Gateway<T extends Target> {

    /** Whether an operator has given us what it takes. */
    boolean isThere();

    Outcome push(T target, Notification notification) throws IOException;
}

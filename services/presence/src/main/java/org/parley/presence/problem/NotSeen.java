package org.parley.presence.problem;

/** Hidden, or not there at all: the answer does not say which. */
public final class NotSeen extends RuntimeException {

    public NotSeen() {
        super("there is no such user whose presence you may see", null, false, false);
    }
}

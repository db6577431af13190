package org.parley.archive.problem;

/** Not there, or not the caller's: the answer does not say which. */
public final class NotThere extends RuntimeException {

    public NotThere(String kind, String id) {
        super("there is no " + kind + " " + id + " among yours");
    }
}

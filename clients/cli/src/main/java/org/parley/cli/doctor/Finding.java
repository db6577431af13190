package org.parley.cli.doctor;

/**
 * What a hop does.
 *
 * @param hop its name
 * @param text what was seen
 * @param advice what to do about it; empty where there is nothing to do
 */
public record Finding(String hop, State state, String text, String advice) {

    /** How it is. */
    public enum State {
        OK,
        FAILED,
        /** Cannot be known, because an earlier hop failed. */
        UNKNOWN
    }

    static Finding ok(String hop, String text) {
        return new Finding(hop, State.OK, text, "");
    }

    static Finding failed(String hop, String text, String advice) {
        return new Finding(hop, State.FAILED, text, advice);
    }

    static Finding unknown(String hop, String text) {
        return new Finding(hop, State.UNKNOWN, text, "");
    }
}

package org.parley.archive.search;

/**
 * The smallest thing that a search compares.
 *
 * @param text folded
 * @param start where it stands in the text as it was written
 * @param end exclusive
 * @param joined whether it follows the unit before it without a gap, both of an unspaced script
 */
record Unit(Kind kind, String text, int start, int end, boolean joined) {

    enum Kind {
        WORD,
        /** One character of a script without spaces. */
        CHARACTER,
        EMOJI
    }

    boolean is(Kind other) {
        return kind == other;
    }
}

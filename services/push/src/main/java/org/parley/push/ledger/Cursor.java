package org.parley.push.ledger;

import org.parley.push.problem.BadParameter;

/** Where a page ends; opaque to who asks. */
public final class Cursor {

    private static final int RADIX = 36;

    private Cursor() {}

    public static String of(long id) {
        return Long.toString(id, RADIX);
    }

    public static long parse(String parameter, String text) {
        try {
            long id = Long.parseLong(text, RADIX);
            if (id > 0) return id;
        } catch (NumberFormatException e) {
            throw new BadParameter(parameter, text, "it is `next` of the page before");
        }
        throw new BadParameter(parameter, text, "it is `next` of the page before");
    }
}

package org.parley.push.operator;

import org.jspecify.annotations.Nullable;
import org.parley.push.problem.BadParameter;

/**
 * What an operator asks or does, and why.
 *
 * @param query all parameters but the reason, as a JSON object
 */
record Inquiry(String operator, String action, String query, String reason) {

    static final int SHORTEST_REASON = 3;
    static final int LONGEST_REASON = 500;

    private static final String RULE =
            "every operator says why, in "
                    + SHORTEST_REASON
                    + " to "
                    + LONGEST_REASON
                    + " characters; it goes to the audit trail";

    static String reason(@Nullable String text) {
        if (text == null) throw BadParameter.missing("reason", RULE);
        String reason = text.strip();
        boolean storable = reason.indexOf('\0') < 0;
        if (storable && reason.length() >= SHORTEST_REASON && reason.length() <= LONGEST_REASON)
            return reason;
        throw new BadParameter("reason", text.replace("\0", "␀"), RULE);
    }
}

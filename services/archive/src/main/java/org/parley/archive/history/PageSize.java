package org.parley.archive.history;

import org.jspecify.annotations.Nullable;
import org.parley.archive.problem.BadParameter;

/** How many a page has at most: the parameter {@code limit}. */
public record PageSize(int value) {

    public static PageSize parse(@Nullable String text, int usual, int most) {
        if (text == null || text.isEmpty()) return new PageSize(usual);
        try {
            int value = Integer.parseInt(text);
            if (value >= 1 && value <= most) return new PageSize(value);
        } catch (NumberFormatException _) {
            // the rule below says what a number is
        }
        throw new BadParameter("limit", text, "it is a whole number from 1 to " + most);
    }

    /** One more than the page has: whether it comes says whether there is more. */
    public int andOne() {
        return value + 1;
    }
}

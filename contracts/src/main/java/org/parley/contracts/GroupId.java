package org.parley.contracts;

import java.util.Optional;
import java.util.regex.Pattern;

/** A group: {@code g-} and a lower-case ULID or UUID, made by the groups service. */
public record GroupId(String value) {

    public static final String RULE = "a group is g-{lower-case ULID or UUIDv7}";

    private static final Pattern LEGAL =
            Pattern.compile(
                    "g-(?:[0-7][0-9a-hjkmnp-tv-z]{25}"
                            + "|[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})");

    public GroupId {
        if (!LEGAL.matcher(value).matches())
            throw new IllegalArgumentException("not a group: " + value + "; " + RULE);
    }

    public static Optional<GroupId> parse(String text) {
        return LEGAL.matcher(text).matches() ? Optional.of(new GroupId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}

package org.parley.groups.group;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.parley.groups.problem.Refusal.Changed;
import org.parley.groups.problem.Refusal.VersionMissing;

/** Which version of the group the caller saw: the header {@code If-Match} (RFC 9110). */
public record Precondition(@Nullable String ifMatch) {

    public static final Precondition NONE = new Precondition(null);

    /** For a change that overwrites what somebody decided. */
    static Precondition required(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) throw new VersionMissing();
        return new Precondition(ifMatch);
    }

    void check(long version) {
        if (ifMatch == null || ifMatch.strip().equals("*")) return;
        if (Arrays.stream(ifMatch.split(",", -1))
                .noneMatch(tag -> tag.strip().equals(etag(version))))
            throw new Changed(ifMatch.length() > 80 ? "another" : ifMatch, version);
    }

    static String etag(long version) {
        return "\"" + version + "\"";
    }
}

package org.parley.contracts;

import java.util.Locale;
import java.util.Optional;

/** What a member may do in a group; each may all that the next one may. */
public enum GroupRole {
    /** Deletes the group and makes owners. */
    OWNER,
    /** Changes the group and its members; writes where only announcements are allowed. */
    ADMIN,
    MEMBER;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<GroupRole> parse(String text) {
        for (GroupRole role : values()) if (role.wireName().equals(text)) return Optional.of(role);
        return Optional.empty();
    }

    /** Whether this role may all that the other one may. */
    public boolean isAtLeast(GroupRole other) {
        return compareTo(other) <= 0;
    }
}

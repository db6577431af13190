package org.parley.broker.access;

import java.util.Optional;
import org.parley.contracts.GroupRole;

/**
 * A user's part in a group as one {@code long}: 25 bits of the group's number, 36 of the version, 2
 * of the role. They sort by group.
 */
final class Membership {

    static final int LAST_GROUP = (1 << 25) - 1;
    static final long LAST_VERSION = (1L << 36) - 1;

    private static final int NO_ROLE = 3;
    private static final GroupRole[] ROLES = GroupRole.values();

    private Membership() {}

    static long of(int group, long version, Optional<GroupRole> role) {
        return leastOf(group) | version << 2 | role.map(GroupRole::ordinal).orElse(NO_ROLE);
    }

    static long leastOf(int group) {
        return (long) group << 38;
    }

    static int group(long membership) {
        return (int) (membership >>> 38);
    }

    static long version(long membership) {
        return membership >>> 2 & LAST_VERSION;
    }

    static Optional<GroupRole> role(long membership) {
        int role = (int) (membership & 3);
        return role == NO_ROLE ? Optional.empty() : Optional.of(ROLES[role]);
    }
}

package org.parley.groups.invite;

import org.parley.groups.GroupsConfig;
import org.parley.groups.group.StoredGroup;
import org.parley.groups.problem.Refusal.LimitReached;

/** Whether one more finds room in a group. */
final class Seats {

    private Seats() {}

    static void check(StoredGroup group, GroupsConfig config) {
        int most = config.limits().members();
        if (group.members >= most)
            throw new LimitReached(
                    "the group has " + group.members + " members; " + most + " are the most");
    }
}

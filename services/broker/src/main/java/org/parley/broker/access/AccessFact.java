package org.parley.broker.access;

import java.util.Optional;
import org.parley.contracts.GroupId;
import org.parley.contracts.GroupRole;
import org.parley.contracts.UserId;
import org.parley.contracts.Visibility;

/** What one record of the log says, as far as the broker must know it. */
sealed interface AccessFact {

    /** Of the group's settings. */
    record GroupIs(GroupId group, boolean announcementOnly, boolean deleted, long version)
            implements AccessFact {}

    /**
     * Of a user's part in a group.
     *
     * @param role absent: not a member
     */
    record MemberIs(GroupId group, UserId user, Optional<GroupRole> role, long version)
            implements AccessFact {}

    /** Of a block that began, or ended. */
    record BlockIs(UserId owner, UserId blocked, boolean inForce) implements AccessFact {}

    /** Of who sees a user's presence. */
    record VisibilityIs(UserId owner, Visibility visibility) implements AccessFact {}

    /**
     * Of two users' direct conversation.
     *
     * @param a the first of them in alphabetical order
     * @param known whether there is one
     */
    record ContactIs(UserId a, UserId b, boolean known) implements AccessFact {}
}

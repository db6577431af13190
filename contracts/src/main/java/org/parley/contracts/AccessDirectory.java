package org.parley.contracts;

/**
 * What {@link TopicAccess} must know of people's relations. Answers come from memory: authorizing a
 * publish costs no call.
 */
public interface AccessDirectory {

    boolean isMember(GroupId group, UserId user);

    /** Whether a member may also write: where only announcements are allowed, few may. */
    boolean maySpeak(GroupId group, UserId member);

    /** Whether {@code owner} wants to hear nothing from {@code sender}. */
    boolean hasBlocked(UserId owner, UserId sender);

    /** Whether {@code owner} lets {@code viewer} see how he is; himself he always sees. */
    boolean maySeePresence(UserId viewer, UserId owner);

    /**
     * No groups, no blocks, and everybody's presence hidden: what holds before anything is known.
     */
    AccessDirectory EMPTY =
            new AccessDirectory() {
                @Override
                public boolean isMember(GroupId group, UserId user) {
                    return false;
                }

                @Override
                public boolean maySpeak(GroupId group, UserId member) {
                    return false;
                }

                @Override
                public boolean hasBlocked(UserId owner, UserId sender) {
                    return false;
                }

                @Override
                public boolean maySeePresence(UserId viewer, UserId owner) {
                    return false;
                }
            };
}

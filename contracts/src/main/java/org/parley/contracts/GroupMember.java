package org.parley.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user's part in a group, on {@link KafkaTopic#ACCESS} under {@link AccessKey.Member}; the newest
 * counts. It stays after the user left, for what was said before.
 *
 * @param group the group's id
 * @param user who
 * @param role the wire name of a {@link GroupRole}; absent: no longer a member
 * @param periods what the user may read of the group, oldest first, never overlapping
 * @param version the group's version that this is of, see {@link GroupState}
 */
public record GroupMember(
        String group, String user, @Nullable String role, List<Period> periods, long version) {

    public GroupMember {
        periods = List.copyOf(periods);
    }

    /**
     * A time in which a user may read: what was received from the first instant on, before the
     * second.
     *
     * @param from when he joined, or earlier where newcomers may read what was said before
     * @param until when he left; absent while he is a member
     */
    public record Period(Instant from, @Nullable Instant until) {}
}

package org.parley.archive.membership;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.GroupMember;
import org.parley.contracts.GroupState;

/** A record of the log that concerns the archive. */
sealed interface Access {

    /** How a group is called. */
    record Group(GroupState state) implements Access {}

    /**
     * A user's part in a group.
     *
     * @param seen his periods, as PostgreSQL's {@code tstzmultirange} is written
     * @param since the start of the first one
     */
    record Member(
            String user,
            String group,
            String seen,
            @Nullable Instant since,
            @Nullable String role,
            long version)
            implements Access {

        static Member of(GroupMember member) {
            return new Member(
                    member.user(),
                    member.group(),
                    member.periods().stream()
                            .map(Member::range)
                            .collect(Collectors.joining(",", "{", "}")),
                    member.periods().isEmpty() ? null : micros(member.periods().getFirst().from()),
                    member.role(),
                    member.version());
        }

        private static String range(GroupMember.Period period) {
            Instant until = period.until();
            return "[" + micros(period.from()) + "," + (until == null ? "" : micros(until)) + ")";
        }

        /** As a message's time of receipt is cut. */
        private static Instant micros(Instant time) {
            return time.truncatedTo(ChronoUnit.MICROS);
        }
    }
}

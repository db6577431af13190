package org.parley.archive;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.AccessKey;
import org.parley.contracts.GroupId;
import org.parley.contracts.GroupMember;
import org.parley.contracts.GroupMember.Period;
import org.parley.contracts.UserId;

/** Somebody's part in a group, as a test tells it: each change is a version later. */
public record InGroup(
        String group, String user, @Nullable String role, List<Period> periods, long version) {

    public static String aGroup() {
        return "g-" + Said.freshId();
    }

    public static InGroup joined(String group, String user, Instant from, long version) {
        return new InGroup(group, user, "member", List.of(new Period(from, null)), version);
    }

    public InGroup left(Instant until, long later) {
        List<Period> closed = new ArrayList<>(periods);
        closed.set(closed.size() - 1, new Period(closed.getLast().from(), until));
        return new InGroup(group, user, null, closed, later);
    }

    public InGroup cameBack(Instant from, long later) {
        List<Period> more = new ArrayList<>(periods);
        more.add(new Period(from, null));
        return new InGroup(group, user, "member", more, later);
    }

    public String key() {
        return new AccessKey.Member(new GroupId(group), new UserId(user)).value();
    }

    public String json() {
        return Said.json(new GroupMember(group, user, role, periods, version));
    }
}

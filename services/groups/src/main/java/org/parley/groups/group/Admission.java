package org.parley.groups.group;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parley.contracts.GroupRole;
import org.parley.contracts.UserId;

/** Adds some users to a group, within its change. */
final class Admission {

    private final Change change;
    private final Map<String, StoredMember> known;
    private final Set<String> cannot;
    private final int most;
    private final List<StoredMember> fresh = new ArrayList<>();
    private final List<String> added = new ArrayList<>();

    Admission(Change change, Map<String, StoredMember> known, List<String> cannot, int most) {
        this.change = change;
        this.known = known;
        this.cannot = Set.copyOf(cannot);
        this.most = most;
    }

    Outcome add(String user) {
        if (UserId.parse(user).isEmpty()) return Outcome.refused(user, UserId.RULE);
        StoredMember member = known.get(user);
        if (member != null && member.isMember()) return Outcome.already(user);
        if (change.group.members >= most)
            return Outcome.refused(user, "the group has " + most + " members, which is the most");
        if (cannot.contains(user)) return Outcome.refused(user, user + " cannot be added");
        admit(member == null ? create(user) : member);
        return Outcome.added(user);
    }

    private StoredMember create(String user) {
        StoredMember member = StoredMember.of(change.group.groupId(), new UserId(user));
        fresh.add(member);
        return member;
    }

    private void admit(StoredMember member) {
        change.admit(member, GroupRole.MEMBER);
        change.notify(member.who(), "group-added");
        added.add(member.userId);
    }

    Uni<Void> finish() {
        if (added.isEmpty()) return Uni.createFrom().voidItem();
        change.sayOf("added", added);
        return persistFresh()
                .flatMap(_ -> JoinRequest.forget(change.group, added))
                .replaceWithVoid();
    }

    private Uni<Void> persistFresh() {
        return fresh.isEmpty() ? Uni.createFrom().voidItem() : StoredMember.persist(fresh);
    }
}

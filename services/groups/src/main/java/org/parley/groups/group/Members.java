package org.parley.groups.group;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.GroupId;
import org.parley.contracts.GroupRole;
import org.parley.contracts.UserId;
import org.parley.groups.GroupsConfig;
import org.parley.groups.problem.Refusal.LastOwner;
import org.parley.groups.problem.Refusal.NotThere;

/** Who is in a group. */
@ApplicationScoped
class Members {

    private static final String CANNOT =
            "select b.owner from StoredBlock b where b.blocked = :by and b.owner in :users"
                    + " union select m.userId from StoredMember m where m.userId in :users and m.role is not"
                    + " null group by m.userId having count(*) >= :most";

    private final Changes changes;
    private final Groups groups;
    private final GroupsConfig config;

    Members(Changes changes, Groups groups, GroupsConfig config) {
        this.changes = changes;
        this.groups = groups;
        this.config = config;
    }

    /** Of a group that the user is in, and its version. */
    record Listed(StoredGroup group, List<StoredMember> members) {}

    Uni<Listed> list(UserId user, GroupId id) {
        return Panache.withSession(() ->
                groups.find(user, id)
                        .flatMap(mine ->
                                StoredMember.of(id).map(all -> new Listed(mine.group(), all))));
    }

    /** Each of them on its own: one who cannot be added does not keep the others out. */
    Uni<List<Outcome>> add(UserId by, GroupId id, Precondition seen, List<String> users) {
        List<String> legal = users.stream().filter(user -> UserId.parse(user).isPresent()).toList();
        return changes.byMember(
                by,
                id,
                seen,
                change -> {
                    change.administer();
                    return StoredMember.among(id, legal)
                            .flatMap(known ->
                                    thoseWhoCannot(by, legal)
                                            .map(cannot ->
                                                    new Admission(
                                                            change,
                                                            known,
                                                            cannot,
                                                            config.limits().members())))
                            .flatMap(admission -> {
                                List<Outcome> outcomes =
                                        users.stream().map(admission::add).toList();
                                return admission.finish().replaceWith(outcomes);
                            });
                });
    }

    /** Who blocks the one who adds, or is in too many groups: the answer never says which. */
    private Uni<List<String>> thoseWhoCannot(UserId by, List<String> users) {
        if (users.isEmpty()) return Uni.createFrom().item(List.of());
        return Panache.getSession()
                .flatMap(session ->
                        session.createSelectionQuery(CANNOT, String.class)
                                .setParameter("by", by.value())
                                .setParameter("users", users)
                                .setParameter("most", (long) config.limits().groupsPerUser())
                                .getResultList());
    }

    /** Oneself: then it is called leaving. */
    Uni<Void> remove(UserId by, GroupId id, Precondition seen, String user) {
        return changes.byMember(
                by,
                id,
                seen,
                change -> user.equals(by.value()) ? leave(change) : remove(change, user));
    }

    private static Uni<Void> leave(Change change) {
        // Alone, there is nobody to hand over to.
        if (change.group.members == 1) return Groups.end(change);
        keepAnOwner(change, change.actor());
        change.dismiss(change.actor());
        change.say("left", Map.of());
        change.notify(change.by, "group-left");
        return Uni.createFrom().voidItem();
    }

    private static void keepAnOwner(Change change, StoredMember goes) {
        if (goes.isOwner() && change.group.owners == 1) throw new LastOwner(goes.userId);
    }

    private static Uni<Void> remove(Change change, String user) {
        return target(change, user)
                .invoke(target -> {
                    GroupRole role = target.role == null ? GroupRole.MEMBER : target.role;
                    Authority.remove(change.role(), role);
                    change.dismiss(target);
                    target.removedAt = change.at;
                    change.sayOf("removed", List.of(user));
                    change.notify(target.who(), "group-removed");
                })
                .replaceWithVoid();
    }

    private static Uni<StoredMember> target(Change change, String user) {
        return StoredMember.among(change.group.groupId(), List.of(user))
                .map(found -> {
                    @Nullable StoredMember target = found.get(user);
                    if (target == null || !target.isMember())
                        throw new NotThere("member of that name in the group");
                    return target;
                });
    }

    Uni<Groups.Mine> make(UserId by, GroupId id, Precondition seen, String user, GroupRole role) {
        return changes.byMember(
                by,
                id,
                seen,
                change ->
                        target(change, user)
                                .invoke(target -> make(change, target, role))
                                .map(target -> new Groups.Mine(change.group, target)));
    }

    private static void make(Change change, StoredMember target, GroupRole role) {
        GroupRole before = target.role;
        if (before == null || before == role) return;
        boolean oneself = target.userId.equals(change.by.value());
        Authority.make(change.role(), before, role, oneself);
        if (!role.isAtLeast(before)) keepAnOwner(change, target);
        change.make(target, role);
        change.say(
                role.isAtLeast(before) ? "promoted" : "demoted",
                Map.of("users", List.of(target.userId), "role", role.wireName()));
    }
}

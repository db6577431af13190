package org.parley.groups.invite;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.parley.contracts.GroupId;
import org.parley.contracts.GroupRole;
import org.parley.contracts.UserId;
import org.parley.groups.GroupsConfig;
import org.parley.groups.group.Change;
import org.parley.groups.group.Changes;
import org.parley.groups.group.Groups;
import org.parley.groups.group.JoinRequest;
import org.parley.groups.group.Precondition;
import org.parley.groups.group.StoredMember;
import org.parley.groups.problem.Refusal.LimitReached;
import org.parley.groups.problem.Refusal.NotThere;

/** Who waits to be let in, for a group's owners and admins. */
@ApplicationScoped
class Requests {

    private final Changes changes;
    private final Groups groups;
    private final GroupsConfig config;

    Requests(Changes changes, Groups groups, GroupsConfig config) {
        this.changes = changes;
        this.groups = groups;
        this.config = config;
    }

    Uni<List<JoinRequest>> of(UserId by, GroupId id) {
        return changes.byMember(
                by,
                id,
                Precondition.NONE,
                change -> {
                    change.administer();
                    return JoinRequest.of(id.value());
                });
    }

    Uni<Void> accept(UserId by, GroupId id, String user) {
        return decide(
                by,
                id,
                user,
                change -> {
                    Seats.check(change.group, config);
                    UserId who = new UserId(user);
                    return groups.room(who)
                            .onFailure(LimitReached.class)
                            .transform(_ -> new LimitReached(user + " cannot be added"))
                            .flatMap(_ -> StoredMember.in(change.group, who))
                            .invoke(member -> {
                                change.admit(member, GroupRole.MEMBER);
                                change.sayOf("joined", List.of(user));
                                change.notify(who, "join-accepted");
                            })
                            .replaceWithVoid();
                });
    }

    Uni<Void> decline(UserId by, GroupId id, String user) {
        return decide(
                by,
                id,
                user,
                change -> {
                    change.notify(new UserId(user), "join-declined");
                    return Uni.createFrom().voidItem();
                });
    }

    /** Once: of two admins the second finds nothing to decide. */
    private Uni<Void> decide(
            UserId by, GroupId id, String user, Function<Change, Uni<Void>> decision) {
        return changes.byMember(
                by,
                id,
                Precondition.NONE,
                change -> {
                    change.administer();
                    return JoinRequest.find(change.group, user)
                            .flatMap(request -> {
                                if (request == null)
                                    throw new NotThere("such request to join the group");
                                return request.delete();
                            })
                            .flatMap(_ -> decision.apply(change));
                });
    }
}

package org.parley.groups.invite;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.GroupId;
import org.parley.contracts.UserId;
import org.parley.groups.GroupsConfig;
import org.parley.groups.group.Changes;
import org.parley.groups.group.Precondition;
import org.parley.groups.problem.Refusal.LimitReached;
import org.parley.groups.problem.Refusal.NotThere;

/** The invite links of a group, for its owners and admins. */
@ApplicationScoped
class Links {

    private final Changes changes;
    private final GroupsConfig config;

    Links(Changes changes, GroupsConfig config) {
        this.changes = changes;
        this.config = config;
    }

    Uni<StoredLink> create(UserId by, GroupId id, Duration life, @Nullable Integer uses) {
        return changes.byMember(
                by,
                id,
                Precondition.NONE,
                change -> {
                    change.administer();
                    StoredLink link =
                            StoredLink.of(change.group, by, change.at, change.at.plus(life), uses);
                    return StoredLink.sweep(change.group, change.at)
                            .flatMap(_ -> StoredLink.count("groupId", id.value()))
                            .invoke(this::checkRoom)
                            .flatMap(_ -> link.persist());
                });
    }

    private void checkRoom(long count) {
        int most = config.limits().linksPerGroup();
        if (count >= most)
            throw new LimitReached(
                    "the group has "
                            + count
                            + " links; "
                            + most
                            + " are the most: revoke one first");
    }

    /** Those that still let somebody in. */
    Uni<List<StoredLink>> of(UserId by, GroupId id) {
        return changes.byMember(
                by,
                id,
                Precondition.NONE,
                change -> {
                    change.administer();
                    return StoredLink.of(id.value())
                            .map(all ->
                                    all.stream().filter(link -> link.letsIn(change.at)).toList());
                });
    }

    Uni<Void> revoke(UserId by, GroupId id, String link) {
        return changes.byMember(
                by,
                id,
                Precondition.NONE,
                change -> {
                    change.administer();
                    return StoredLink.delete("id = ?1 and groupId = ?2", link, id.value())
                            .invoke(count -> {
                                if (count == 0) throw new NotThere("such link of the group");
                            })
                            .replaceWithVoid();
                });
    }
}

package org.parley.groups.invite;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.GroupRole;
import org.parley.contracts.UserId;
import org.parley.groups.GroupsConfig;
import org.parley.groups.group.Change;
import org.parley.groups.group.Changes;
import org.parley.groups.group.Groups;
import org.parley.groups.group.JoinRequest;
import org.parley.groups.group.StoredGroup;
import org.parley.groups.group.StoredMember;
import org.parley.groups.group.UserLock;
import org.parley.groups.problem.Refusal.DeadLink;
import org.parley.groups.problem.Refusal.LimitReached;
import org.parley.groups.problem.Refusal.NoSuchGroup;

/** Joining by a link. Every link that lets nobody in is answered alike. */
@ApplicationScoped
class Joining {

    private static final String GROUP_OF =
            "select g from StoredGroup g join StoredLink l on l.groupId = g.id"
                    + " where l.token = :token and not g.deleted and l.expiresAt > :now"
                    + " and (l.mostUses is null or l.uses < l.mostUses)";

    private final Changes changes;
    private final Groups groups;
    private final GroupsConfig config;
    private final Clock clock;

    Joining(Changes changes, Groups groups, GroupsConfig config, Clock clock) {
        this.changes = changes;
        this.groups = groups;
        this.config = config;
        this.clock = clock;
    }

    enum Outcome {
        JOINED("joined"),
        REQUESTED("requested"),
        ALREADY_MEMBER("already-member");

        final String wireName;

        Outcome(String wireName) {
            this.wireName = wireName;
        }
    }

    record Joined(Outcome outcome, StoredGroup group) {}

    /** What a link leads to. */
    Uni<StoredGroup> preview(String token) {
        return Panache.withSession(() ->
                Panache.getSession()
                        .flatMap(session ->
                                session.createSelectionQuery(GROUP_OF, StoredGroup.class)
                                        .setParameter("token", token)
                                        .setParameter("now", clock.instant())
                                        .getResultList())
                        .map(Joining::only));
    }

    Uni<Joined> join(UserId user, String token) {
        return Panache.withTransaction(() ->
                UserLock.of(user)
                        .flatMap(_ -> groupOf(token))
                        .flatMap(group ->
                                changes.byVisitor(user, group, change -> enter(change, token)))
                        .onFailure(NoSuchGroup.class)
                        .transform(_ -> new DeadLink()));
    }

    /** Only its id: the link itself is read when nobody else can use it. */
    private static Uni<String> groupOf(String token) {
        return Panache.getSession()
                .flatMap(session ->
                        session.createSelectionQuery(
                                        "select l.groupId from StoredLink l where l.token = :token",
                                        String.class)
                                .setParameter("token", token)
                                .getResultList())
                .map(Joining::only);
    }

    private static <T> T only(List<T> found) {
        if (found.isEmpty()) throw new DeadLink();
        return found.getFirst();
    }

    private Uni<Joined> enter(Change change, String token) {
        return StoredLink.byToken(token)
                .map(link -> living(link, change.at))
                .flatMap(link ->
                        StoredMember.find(change.group, change.by)
                                .flatMap(member -> enter(change, link, member)))
                .map(outcome -> new Joined(outcome, change.group));
    }

    private static StoredLink living(@Nullable StoredLink link, Instant now) {
        if (link == null || !link.letsIn(now)) throw new DeadLink();
        return link;
    }

    private Uni<Outcome> enter(Change change, StoredLink link, @Nullable StoredMember known) {
        if (known != null && known.isMember()) return Uni.createFrom().item(Outcome.ALREADY_MEMBER);
        Instant removedAt = known == null ? null : known.removedAt;
        // Who was removed does not come back by what he already had.
        if (removedAt != null && !link.createdAt.isAfter(removedAt)) throw new DeadLink();
        Seats.check(change.group, config);
        return change.group.approval ? ask(change, link) : admit(change, link);
    }

    private Uni<Outcome> admit(Change change, StoredLink link) {
        return groups.room(change.by)
                .flatMap(_ -> StoredMember.in(change.group, change.by))
                .invoke(member -> {
                    link.uses++;
                    change.admit(member, GroupRole.MEMBER);
                    change.sayOf("joined", List.of(change.by.value()));
                    change.notify(change.by, "group-joined");
                })
                .flatMap(_ -> JoinRequest.forget(change.group, List.of(change.by.value())))
                .replaceWith(Outcome.JOINED);
    }

    private Uni<Outcome> ask(Change change, StoredLink link) {
        return JoinRequest.find(change.group, change.by.value())
                .flatMap(known ->
                        known == null
                                ? askAnew(change, link)
                                : Uni.createFrom().item(Outcome.REQUESTED));
    }

    private Uni<Outcome> askAnew(Change change, StoredLink link) {
        int most = config.limits().requestsPerGroup();
        return JoinRequest.countOf(change.group)
                .invoke(count -> {
                    if (count >= most)
                        throw new LimitReached(
                                count + " wait to be let in; " + most + " are the most: try later");
                    link.uses++;
                })
                .flatMap(_ -> JoinRequest.of(change.group, change.by, change.at).persist())
                .flatMap(_ -> StoredMember.admins(change.group))
                .invoke(admins ->
                        admins.forEach(admin ->
                                change.notify(
                                        admin.who(),
                                        "join-requested",
                                        Map.of("users", List.of(change.by.value())))))
                .replaceWith(Outcome.REQUESTED);
    }
}

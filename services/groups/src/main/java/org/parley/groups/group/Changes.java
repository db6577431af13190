package org.parley.groups.group;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.parley.contracts.GroupId;
import org.parley.contracts.UserId;
import org.parley.groups.outbox.Outbox;
import org.parley.groups.problem.Refusal.NoSuchGroup;

/**
 * The one way in which a group changes: in a transaction that holds the group's row, so that
 * nobody's change is lost and the outbox has them in the order of their commits.
 */
@ApplicationScoped
public class Changes {

    /** Strangers get no lock: they could not even slow a group down, or learn that it is there. */
    private static final String MINE =
            "from StoredGroup g where g.id = ?1 and not g.deleted and exists (select 1 from"
                    + " StoredMember m where m.groupId = g.id and m.userId = ?2 and m.role is not null)";

    private final Outbox outbox;
    private final Clock clock;

    Changes(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** By a member; to everybody else there is no such group. */
    public <T> Uni<T> byMember(
            UserId by, GroupId id, Precondition seen, Function<Change, Uni<T>> work) {
        return Panache.withTransaction(() ->
                locked(MINE, id.value(), by.value())
                        .flatMap(group ->
                                member(group, by)
                                        .flatMap(actor -> {
                                            seen.check(group.version);
                                            return carryOut(
                                                    new Change(
                                                            group, by, actor, now(group), outbox),
                                                    work);
                                        })));
    }

    /** By somebody who is not yet a member, within a transaction that found his way in. */
    public <T> Uni<T> byVisitor(UserId by, String id, Function<Change, Uni<T>> work) {
        return locked("id = ?1 and not deleted", id)
                .flatMap(group -> carryOut(new Change(group, by, null, now(group), outbox), work));
    }

    /** Of a group that nobody can know yet, within a transaction. */
    Uni<Change> ofNew(StoredGroup group, UserId by, Function<Change, Uni<Change>> work) {
        return carryOut(new Change(group, by, null, group.createdAt, outbox), work);
    }

    private static Uni<StoredGroup> locked(String query, Object... values) {
        return StoredGroup.<StoredGroup>find(query, values)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .map(found -> {
                    if (found.isEmpty()) throw new NoSuchGroup();
                    return found.getFirst();
                });
    }

    /** Asked again now that nobody else changes it: he may have been removed meanwhile. */
    private static Uni<StoredMember> member(StoredGroup group, UserId user) {
        return StoredMember.among(group.groupId(), List.of(user.value()))
                .map(found -> {
                    StoredMember member = found.get(user.value());
                    if (member == null || !member.isMember()) throw new NoSuchGroup();
                    return member;
                });
    }

    private <T> Uni<T> carryOut(Change change, Function<Change, Uni<T>> work) {
        return work.apply(change).call(() -> outbox.put(change.letters()));
    }

    /** To the microsecond, as PostgreSQL keeps it; never back, whatever the clocks say. */
    private Instant now(StoredGroup group) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant after = group.changedAt.plus(1, ChronoUnit.MICROS);
        return now.isBefore(after) ? after : now;
    }
}

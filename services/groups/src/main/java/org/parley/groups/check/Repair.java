package org.parley.groups.check;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.AccessKey;
import org.parley.contracts.GroupId;
import org.parley.contracts.GroupMember;
import org.parley.contracts.GroupState;
import org.parley.contracts.UserId;
import org.parley.groups.block.StoredBlock;
import org.parley.groups.group.StoredGroup;
import org.parley.groups.group.StoredMember;
import org.parley.groups.group.UserLock;
import org.parley.groups.outbox.Letter;
import org.parley.groups.outbox.Outbox;

/**
 * Says again what the database says, in the same order as every change: through the outbox, under
 * the lock of the group or user that it is of.
 */
@ApplicationScoped
class Repair {

    private final Outbox outbox;

    Repair(Outbox outbox) {
        this.outbox = outbox;
    }

    /** One state of the database, as it is when nobody changes it. */
    void publish(Difference difference) {
        if (!(AccessKey.parse(difference.key()).orElse(null) instanceof AccessKey.FromGroups key))
            throw new IllegalArgumentException("not a key of groups: " + difference.key());
        Log.infof("republished key=%s kind=%s", difference.key(), difference.kind());
        inTransaction(() ->
                current(key, Objects.requireNonNullElse(difference.log(), 0L))
                        .flatMap(letter -> outbox.put(List.of(letter))));
    }

    private Uni<Letter> current(AccessKey.FromGroups key, long logged) {
        return switch (key) {
            case AccessKey.Group(GroupId group) -> group(group, logged);
            case AccessKey.Member member -> member(member, logged);
            case AccessKey.Block block -> block(block);
        };
    }

    /** What the database does not know is over. */
    private Uni<Letter> group(GroupId id, long logged) {
        return locked(id)
                .map(group ->
                        outbox.state(
                                group == null
                                        ? new GroupState(
                                                id.value(), null, null, false, true, logged + 1)
                                        : group.state()));
    }

    private Uni<Letter> member(AccessKey.Member key, long logged) {
        String group = key.group().value();
        String user = key.user().value();
        return locked(key.group())
                .flatMap(
                        _ -> StoredMember.<StoredMember>findById(new StoredMember.Key(group, user)))
                .map(member ->
                        outbox.state(
                                key,
                                member == null
                                        ? new GroupMember(group, user, null, List.of(), logged + 1)
                                        : member.state()));
    }

    private Uni<Letter> block(AccessKey.Block key) {
        UserId owner = key.owner();
        return UserLock.of(owner)
                .flatMap(_ ->
                        StoredBlock.<StoredBlock>findById(
                                new StoredBlock.Key(owner.value(), key.blocked().value())))
                .map(block -> block == null ? outbox.end(key) : outbox.state(key, block.state()));
    }

    private static Uni<@Nullable StoredGroup> locked(GroupId id) {
        return StoredGroup.findById(id.value(), LockModeType.PESSIMISTIC_WRITE);
    }

    private static void inTransaction(Supplier<Uni<Void>> work) {
        try {
            var _ = VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(work));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}

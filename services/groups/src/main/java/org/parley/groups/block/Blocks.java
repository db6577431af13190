package org.parley.groups.block;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.parley.contracts.AccessKey;
import org.parley.contracts.UserId;
import org.parley.groups.GroupsConfig;
import org.parley.groups.group.UserLock;
import org.parley.groups.outbox.Outbox;
import org.parley.groups.problem.BadParameter;
import org.parley.groups.problem.Refusal.LimitReached;

/** A user's blocks. Nobody but their owner is told of one. */
@ApplicationScoped
class Blocks {

    private final Outbox outbox;
    private final GroupsConfig config;
    private final Clock clock;

    Blocks(Outbox outbox, GroupsConfig config, Clock clock) {
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    Uni<List<StoredBlock>> of(UserId owner) {
        return Panache.withSession(() -> StoredBlock.of(owner));
    }

    Uni<StoredBlock> put(UserId owner, UserId blocked) {
        if (owner.equals(blocked))
            throw new BadParameter("user", blocked.value(), "nobody blocks himself");
        return Panache.withTransaction(() ->
                UserLock.of(owner)
                        .flatMap(_ -> StoredBlock.find(owner, blocked))
                        .flatMap(known ->
                                known == null
                                        ? begin(owner, blocked)
                                        : Uni.createFrom().item(known)));
    }

    private Uni<StoredBlock> begin(UserId owner, UserId blocked) {
        StoredBlock block =
                StoredBlock.of(owner, blocked, clock.instant().truncatedTo(ChronoUnit.MICROS));
        return room(owner)
                .call(block::persist)
                .call(() -> outbox.put(List.of(outbox.state(block.key(), block.state()))))
                .replaceWith(block);
    }

    private Uni<Void> room(UserId owner) {
        int most = config.limits().blocksPerUser();
        return StoredBlock.count("owner", owner.value())
                .invoke(count -> {
                    if (count >= most)
                        throw new LimitReached(
                                "you block " + count + " users; " + most + " are the most");
                })
                .replaceWithVoid();
    }

    Uni<Void> end(UserId owner, UserId blocked) {
        AccessKey.Block key = new AccessKey.Block(owner, blocked);
        return Panache.withTransaction(() ->
                UserLock.of(owner)
                        .flatMap(_ ->
                                StoredBlock.deleteById(
                                        new StoredBlock.Key(owner.value(), blocked.value())))
                        .flatMap(was ->
                                was
                                        ? outbox.put(List.of(outbox.end(key)))
                                        : Uni.createFrom().voidItem()));
    }
}

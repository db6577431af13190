package org.parley.groups.check;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.parley.groups.block.StoredBlock;
import org.parley.groups.group.StoredGroup;
import org.parley.groups.group.StoredMember;
import org.parley.groups.outbox.Outbox;

/** Reads all states of the database, page by page, for a thread that may wait. */
@ApplicationScoped
class Rows {

    private static final int PAGE = 2_000;

    private final Prints prints;
    private final Outbox outbox;

    Rows(Prints prints, Outbox outbox) {
        this.prints = prints;
        this.outbox = outbox;
    }

    /** How many there are of each. */
    record Count(long groups, long members, long blocks) {}

    Count read(BiConsumer<String, Print> each) {
        long groups = groups(each);
        long members = members(each);
        return new Count(groups, members, blocks(each));
    }

    /** How many records are on their way, by key. */
    Map<String, Long> waiting() {
        return await(outbox::waiting);
    }

    private long groups(BiConsumer<String, Print> each) {
        long count = 0;
        String after = "";
        for (List<StoredGroup> page = groups(after); !page.isEmpty(); page = groups(after)) {
            for (StoredGroup group : page)
                each.accept("group/" + group.id, prints.of(group.state()));
            count += page.size();
            after = page.getLast().id;
        }
        return count;
    }

    private static List<StoredGroup> groups(String after) {
        return await(() ->
                StoredGroup.<StoredGroup>find("id > ?1 order by id", after).page(0, PAGE).list());
    }

    private long members(BiConsumer<String, Print> each) {
        long count = 0;
        StoredMember after = new StoredMember();
        for (List<StoredMember> page = members(after); !page.isEmpty(); page = members(after)) {
            for (StoredMember member : page)
                each.accept(member.key().value(), prints.of(member.state()));
            count += page.size();
            after = page.getLast();
        }
        return count;
    }

    private static List<StoredMember> members(StoredMember after) {
        return await(() ->
                StoredMember.<StoredMember>find(
                                "(groupId, userId) > (?1, ?2) order by groupId, userId",
                                after.groupId,
                                after.userId)
                        .page(0, PAGE)
                        .list());
    }

    private long blocks(BiConsumer<String, Print> each) {
        long count = 0;
        StoredBlock after = new StoredBlock();
        for (List<StoredBlock> page = blocks(after); !page.isEmpty(); page = blocks(after)) {
            for (StoredBlock block : page)
                each.accept(block.key().value(), prints.of(block.state()));
            count += page.size();
            after = page.getLast();
        }
        return count;
    }

    private static List<StoredBlock> blocks(StoredBlock after) {
        return await(() ->
                StoredBlock.<StoredBlock>find(
                                "(owner, blocked) > (?1, ?2) order by owner, blocked",
                                after.owner,
                                after.blocked)
                        .page(0, PAGE)
                        .list());
    }

    private static <T> T await(Supplier<Uni<T>> query) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> Panache.withSession(query));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}

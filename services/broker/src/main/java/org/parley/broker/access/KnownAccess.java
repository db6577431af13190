package org.parley.broker.access;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.parley.contracts.AccessDirectory;
import org.parley.contracts.GroupId;
import org.parley.contracts.UserId;

/**
 * What the broker goes by: the newest directory there is, kept on disk too, so that a broker
 * without Kafka enforces what was known last. Before anything is known, nobody is a member.
 */
public final class KnownAccess implements AccessDirectory, AutoCloseable {

    /** So many lines are a few megabytes, and a moment's work at the next start. */
    private static final int LINES = 100_000;

    private final AccessFile file;
    private final Clock clock;
    private final Freshness freshness;
    private final LongAdder learned = new LongAdder();
    private volatile MemoryDirectory directory = new MemoryDirectory();

    public KnownAccess(Path file, Clock clock) {
        this.file = new AccessFile(file, LINES);
        this.clock = clock;
        this.freshness = new Freshness(clock);
    }

    /** Takes what was known last; tells whether there was anything. */
    public boolean remember() {
        file.read()
                .ifPresent(known -> {
                    directory = known;
                    freshness.rightUntil(file.lastRight());
                });
        return freshness.state() instanceof Freshness.State.Stale;
    }

    /** Goes by another directory from now on. */
    void replaceBy(MemoryDirectory fresh) {
        file.replaceBy(fresh);
        directory = fresh;
    }

    /** One after the other, in the log's order. */
    void learn(List<AccessFact> facts, AccessListener listener) {
        file.append(facts);
        learned.add(facts.size());
        for (AccessFact fact : facts) if (directory.learn(fact)) tell(fact, listener);
    }

    private static void tell(AccessFact fact, AccessListener listener) {
        switch (fact) {
            case AccessFact.MemberIs is -> listener.changed(is.group(), is.user());
            case AccessFact.BlockIs is -> listener.parted(is.owner(), is.blocked());
            case AccessFact.VisibilityIs is -> listener.showsToOthers(is.owner());
            case AccessFact.ContactIs is -> listener.parted(is.a(), is.b());
            // Its members are told one by one.
            case AccessFact.GroupIs is -> {}
        }
    }

    /** Tells whether it was not live before. */
    boolean live() {
        file.rightAt(clock.instant());
        return freshness.live();
    }

    /** To be called now and then. */
    public void tidy() {
        file.shortenIfLong(directory);
    }

    public Freshness freshness() {
        return freshness;
    }

    /** Of which groups somebody is a member now. */
    public List<GroupId> groupsOf(UserId user) {
        return directory.groupsOf(user);
    }

    /** Nothing newer will come until then. */
    public void waitsFor(String what) {
        freshness.waitsFor(what);
    }

    /** For metrics. */
    public Map<String, Long> counts() {
        MemoryDirectory now = directory;
        return Map.of(
                "parley_access_groups", (long) now.groups(),
                "parley_access_members", (long) now.members(),
                "parley_access_blocks", (long) now.blocks(),
                "parley_access_visibilities", (long) now.visibilities(),
                "parley_access_contacts", (long) now.contacts(),
                "parley_access_changes_total", learned.sum());
    }

    @Override
    public void close() {
        file.close();
    }

    @Override
    public boolean isMember(GroupId group, UserId user) {
        return directory.isMember(group, user);
    }

    @Override
    public boolean maySpeak(GroupId group, UserId member) {
        return directory.maySpeak(group, member);
    }

    @Override
    public boolean hasBlocked(UserId owner, UserId sender) {
        return directory.hasBlocked(owner, sender);
    }

    @Override
    public boolean maySeePresence(UserId viewer, UserId owner) {
        return directory.maySeePresence(viewer, owner);
    }
}

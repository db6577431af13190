package org.parley.broker.access;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.broker.access.AccessFact.BlockIs;
import org.parley.broker.access.AccessFact.ContactIs;
import org.parley.broker.access.AccessFact.GroupIs;
import org.parley.broker.access.AccessFact.MemberIs;
import org.parley.broker.access.AccessFact.VisibilityIs;
import org.parley.contracts.AccessDirectory;
import org.parley.contracts.GroupId;
import org.parley.contracts.GroupRole;
import org.parley.contracts.UserId;
import org.parley.contracts.Visibility;

/**
 * All memberships, blocks and contacts in memory, and who shows his presence to whom: one thread
 * tells it facts, any thread asks. A membership is one {@code long} in the array of its user,
 * sorted by group, so a question is a look at a map and a binary search among one user's groups. It
 * also keeps that somebody is no longer a member: records repeat, and an older one must not let him
 * in again.
 */
public final class MemoryDirectory implements AccessDirectory {

    private static final long[] NONE = {};

    /** A group; until its settings are known, only its admins may write in it. */
    private static final class Group {
        private final GroupId id;
        private final int number;
        private volatile @Nullable GroupIs state;

        private Group(GroupId id, int number) {
            this.id = id;
            this.number = number;
        }

        private boolean isDeleted() {
            GroupIs known = state;
            return known != null && known.deleted();
        }

        private boolean isOpenToAll() {
            GroupIs known = state;
            return known != null && !known.announcementOnly();
        }
    }

    private final Map<GroupId, Group> groups = new ConcurrentHashMap<>();
    private final Map<String, long[]> memberships = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> blocks = new ConcurrentHashMap<>();
    private final Map<String, Visibility> visibilities = new ConcurrentHashMap<>();
    private final ContactPairs contacts = new ContactPairs();
    private volatile Group[] byNumber = new Group[64];
    private volatile int members;
    private volatile int blocked;

    /**
     * Whether this made somebody a member, or no member any more, or may have hidden somebody's
     * presence from somebody.
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
    boolean learn(AccessFact fact) {
        return switch (fact) {
            case GroupIs is -> learnGroup(is);
            case MemberIs is -> learnMember(is);
            case BlockIs is -> learnBlock(is);
            case VisibilityIs is -> learnVisibility(is);
            case ContactIs is -> learnContact(is);
        };
    }

    private boolean learnGroup(GroupIs is) {
        Group group = group(is.group());
        GroupIs known = group.state;
        if (known == null || known.version() <= is.version()) group.state = is;
        return false;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    private boolean learnMember(MemberIs is) {
        Group group = group(is.group());
        long[] all = memberships.getOrDefault(is.user().value(), NONE);
        int at = find(all, group.number);
        if (at >= 0 && Membership.version(all[at]) > is.version()) return false;
        boolean was = at >= 0 && Membership.role(all[at]).isPresent();
        long packed = Membership.of(group.number, is.version(), is.role());
        memberships.put(
                is.user().value(), at >= 0 ? with(all, at, packed) : insert(all, ~at, packed));
        boolean isNow = is.role().isPresent();
        if (was != isNow) members += isNow ? 1 : -1;
        return was != isNow;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    private boolean learnBlock(BlockIs is) {
        Set<String> before = blocks.getOrDefault(is.owner().value(), Set.of());
        Stream<String> others = before.stream().filter(b -> !b.equals(is.blocked().value()));
        Set<String> after =
                (is.inForce() ? Stream.concat(others, Stream.of(is.blocked().value())) : others)
                        .collect(Collectors.toUnmodifiableSet());
        if (after.isEmpty()) blocks.remove(is.owner().value());
        else blocks.put(is.owner().value(), after);
        blocked += after.size() - before.size();
        return after.size() > before.size();
    }

    private boolean learnVisibility(VisibilityIs is) {
        String owner = is.owner().value();
        Visibility before =
                is.visibility() == Visibility.DEFAULT
                        ? visibilities.remove(owner)
                        : visibilities.put(owner, is.visibility());
        return is.visibility() != (before == null ? Visibility.DEFAULT : before);
    }

    private boolean learnContact(ContactIs is) {
        if (!is.known()) return contacts.remove(is.a(), is.b());
        contacts.add(is.a(), is.b());
        return false;
    }

    private Group group(GroupId id) {
        Group known = groups.get(id);
        return known == null ? newGroup(id) : known;
    }

    private Group newGroup(GroupId id) {
        int number = groups.size();
        if (number > Membership.LAST_GROUP)
            throw new IllegalStateException(
                    "there are more than " + Membership.LAST_GROUP + " groups");
        Group group = new Group(id, number);
        Group[] all = byNumber;
        if (number == all.length) all = Arrays.copyOf(all, number * 2);
        all[number] = group;
        // Whoever reads the number in a membership finds the group.
        byNumber = all;
        groups.put(id, group);
        return group;
    }

    private static long[] with(long[] all, int at, long packed) {
        long[] copy = all.clone();
        copy[at] = packed;
        return copy;
    }

    private static long[] insert(long[] all, int at, long packed) {
        long[] longer = Arrays.copyOf(all, all.length + 1);
        System.arraycopy(all, at, longer, at + 1, all.length - at);
        longer[at] = packed;
        return longer;
    }

    /** As {@link Arrays#binarySearch}. */
    private static int find(long[] all, int group) {
        int at = Arrays.binarySearch(all, Membership.leastOf(group));
        int place = at >= 0 ? at : ~at;
        return place < all.length && Membership.group(all[place]) == group ? place : ~place;
    }

    private Optional<GroupRole> role(GroupId id, UserId user) {
        Group group = groups.get(id);
        if (group == null || group.isDeleted()) return Optional.empty();
        long[] all = memberships.getOrDefault(user.value(), NONE);
        int at = find(all, group.number);
        return at < 0 ? Optional.empty() : Membership.role(all[at]);
    }

    @Override
    public boolean isMember(GroupId group, UserId user) {
        return role(group, user).isPresent();
    }

    @Override
    public boolean maySpeak(GroupId id, UserId member) {
        Optional<GroupRole> role = role(id, member);
        if (role.isEmpty()) return false;
        Group group = groups.get(id);
        return role.get().isAtLeast(GroupRole.ADMIN) || (group != null && group.isOpenToAll());
    }

    @Override
    public boolean hasBlocked(UserId owner, UserId sender) {
        return blocks.getOrDefault(owner.value(), Set.of()).contains(sender.value());
    }

    @Override
    public boolean maySeePresence(UserId viewer, UserId owner) {
        if (viewer.equals(owner)) return true;
        if (hasBlocked(owner, viewer)) return false;
        return switch (visibilities.getOrDefault(owner.value(), Visibility.DEFAULT)) {
            case EVERYONE -> true;
            case CONTACTS -> contacts.has(viewer, owner) || haveGroupInCommon(viewer, owner);
            case NOBODY -> false;
        };
    }

    private boolean haveGroupInCommon(UserId one, UserId other) {
        long[] some = memberships.getOrDefault(one.value(), NONE);
        long[] others = memberships.getOrDefault(other.value(), NONE);
        for (int i = 0, j = 0; i < some.length && j < others.length; ) {
            int difference = Membership.group(some[i]) - Membership.group(others[j]);
            if (difference == 0 && areIn(some[i], others[j])) return true;
            if (difference <= 0) i++;
            if (difference >= 0) j++;
        }
        return false;
    }

    private boolean areIn(long one, long other) {
        return Membership.role(one).isPresent()
                && Membership.role(other).isPresent()
                && !byNumber[Membership.group(one)].isDeleted();
    }

    /** Of which groups somebody is a member now. */
    List<GroupId> groupsOf(UserId user) {
        return Arrays.stream(memberships.getOrDefault(user.value(), NONE))
                .filter(packed -> Membership.role(packed).isPresent())
                .mapToObj(packed -> byNumber[Membership.group(packed)])
                .filter(group -> !group.isDeleted())
                .map(group -> group.id)
                .toList();
    }

    /** All that it knows; while it learns, later facts may be among them or not. */
    void tellAll(Consumer<AccessFact> listener) {
        groups.values().stream().map(g -> g.state).filter(s -> s != null).forEach(listener);
        memberships.forEach((user, all) -> {
            UserId id = new UserId(user);
            for (long packed : all) listener.accept(unpack(id, packed));
        });
        blocks.forEach((owner, all) ->
                all.forEach(other ->
                        listener.accept(new BlockIs(new UserId(owner), new UserId(other), true))));
        visibilities.forEach(
                (owner, is) -> listener.accept(new VisibilityIs(new UserId(owner), is)));
        contacts.forEach((a, b) -> listener.accept(new ContactIs(a, b, true)));
    }

    private AccessFact unpack(UserId user, long packed) {
        return new MemberIs(
                byNumber[Membership.group(packed)].id,
                user,
                Membership.role(packed),
                Membership.version(packed));
    }

    /** How many facts {@link #tellAll} tells, about. */
    int size() {
        return groups.size() + members + blocked + visibilities.size() + contacts.size();
    }

    int groups() {
        return groups.size();
    }

    int members() {
        return members;
    }

    int blocks() {
        return blocked;
    }

    int visibilities() {
        return visibilities.size();
    }

    int contacts() {
        return contacts.size();
    }
}

package org.parley.broker.sessions;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.parley.contracts.GroupId;
import org.parley.contracts.UserId;

/**
 * Keeps every person's sessions subscribed to {@code group/{g}/#} of exactly the groups that he is
 * a member of. Whatever it does, it does by what the directory says at that moment, one at a time:
 * so the last one to look leaves what is right, whoever was faster.
 */
final class GroupSubscriptions {

    private static final String PREFIX = "group/";

    private final Function<UserId, List<GroupId>> groupsOf;
    private final SubscriptionBook book;
    private final SessionIndex index;
    private final Retries retries;
    private final LongAdder subscribed = new LongAdder();
    private final LongAdder unsubscribed = new LongAdder();

    /**
     * Nothing happens before it is told of a change.
     *
     * @param groupsOf of which groups somebody is a member now
     */
    GroupSubscriptions(
            Function<UserId, List<GroupId>> groupsOf,
            SubscriptionBook book,
            SessionIndex index,
            Retries retries) {
        this.groupsOf = groupsOf;
        this.book = book;
        this.index = index;
        this.retries = retries;
    }

    void changed(GroupId group, UserId user) {
        for (String client : index.of(user)) settle(client, user, Set.of(group));
    }

    /** As its user is a member now, given what it has. */
    void reconcile(String client, UserId user, Set<String> held) {
        Set<GroupId> groups = groupsIn(held);
        groups.addAll(groupsOf.apply(user));
        if (!groups.isEmpty()) settle(client, user, groups);
    }

    /**
     * A SUBSCRIBE that was allowed a moment ago is in force now: by what the directory says now?
     */
    void confirm(String client, UserId user, Collection<String> filters) {
        Set<GroupId> left = groupsIn(filters);
        groupsOf.apply(user).forEach(left::remove);
        if (!left.isEmpty()) settle(client, user, left);
    }

    private synchronized void settle(String client, UserId user, Set<GroupId> groups) {
        Set<GroupId> his = new HashSet<>(groupsOf.apply(user));
        Set<String> held = book.filters(client);
        Set<String> wrong =
                held.stream()
                        .filter(filter ->
                                groupOf(filter)
                                        .filter(groups::contains)
                                        .filter(group -> !his.contains(group))
                                        .isPresent())
                        .collect(Collectors.toSet());
        if (!wrong.isEmpty()) watch(book.remove(client, wrong), unsubscribed, client, user, wrong);
        Set<String> missing =
                groups.stream()
                        .filter(his::contains)
                        .map(group -> PREFIX + group + "/#")
                        .filter(filter -> !held.contains(filter))
                        .collect(Collectors.toSet());
        if (!missing.isEmpty()) watch(book.add(client, missing), subscribed, client, user, missing);
    }

    private void watch(
            CompletableFuture<Void> change,
            LongAdder count,
            String client,
            UserId user,
            Set<String> filters) {
        var unused =
                retries.watch(
                        change,
                        () -> count.add(filters.size()),
                        "subscriptions not changed client=" + client,
                        () -> settle(client, user, groupsIn(filters)));
    }

    private static Set<GroupId> groupsIn(Collection<String> filters) {
        return filters.stream()
                .map(GroupSubscriptions::groupOf)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Empty for what is not under a group. */
    private static Optional<GroupId> groupOf(String filter) {
        if (!filter.startsWith(PREFIX)) return Optional.empty();
        int end = filter.indexOf('/', PREFIX.length());
        return end < 0 ? Optional.empty() : GroupId.parse(filter.substring(PREFIX.length(), end));
    }

    long added() {
        return subscribed.sum();
    }

    long removed() {
        return unsubscribed.sum();
    }
}

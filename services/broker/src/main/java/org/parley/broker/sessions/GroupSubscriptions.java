package org.parley.broker.sessions;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.parley.broker.access.MembershipListener;
import org.parley.contracts.GroupId;
import org.parley.contracts.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every person's sessions subscribed to {@code group/{g}/#} of exactly the groups that he is
 * a member of. Whatever it does, it does by what the directory says at that moment, one at a time:
 * so the last one to look leaves what is right, whoever was faster.
 */
public final class GroupSubscriptions implements MembershipListener {

    private static final Logger LOG = LoggerFactory.getLogger(GroupSubscriptions.class);
    private static final String PREFIX = "group/";
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Function<UserId, List<GroupId>> groupsOf;
    private final SubscriptionBook book;
    private final SessionIndex index;
    private final ScheduledExecutorService executor;
    private final LongAdder subscribed = new LongAdder();
    private final LongAdder unsubscribed = new LongAdder();
    private volatile CompletableFuture<Void> reconciled = CompletableFuture.completedFuture(null);

    /**
     * Nothing happens before it is told of a change.
     *
     * @param groupsOf of which groups somebody is a member now
     */
    public GroupSubscriptions(
            Function<UserId, List<GroupId>> groupsOf,
            SubscriptionBook book,
            SessionIndex index,
            ScheduledExecutorService executor) {
        this.groupsOf = groupsOf;
        this.book = book;
        this.index = index;
        this.executor = executor;
    }

    @Override
    public void changed(GroupId group, UserId user) {
        for (String client : index.of(user)) settle(client, user, Set.of(group));
    }

    /** Looks at all sessions there are. */
    @Override
    public void replaced() {
        long began = System.nanoTime();
        long before = changes();
        reconciled =
                book.forEachSession(this::reconcile)
                        .whenComplete((nothing, failure) -> {
                            if (failure == null)
                                LOG.info(
                                        "sessions reconciled sessions={} changes={} ms={}",
                                        index.count(),
                                        changes() - before,
                                        (System.nanoTime() - began) / 1_000_000);
                            else again("sessions not reconciled", failure, this::replaced);
                        });
    }

    /** Until all sessions have been looked at. */
    public CompletableFuture<Void> reconciled() {
        return reconciled;
    }

    private void reconcile(String client) {
        index.add(client);
        Optional<UserId> user = SessionIndex.userOf(client);
        if (user.isEmpty()) return;
        Set<GroupId> groups = groupsIn(book.filters(client));
        groups.addAll(groupsOf.apply(user.get()));
        if (!groups.isEmpty()) settle(client, user.get(), groups);
    }

    /**
     * A SUBSCRIBE that was allowed a moment ago is in force now: by what the directory says now?
     */
    public void confirm(String client, Collection<String> filters) {
        Optional<UserId> user = SessionIndex.userOf(client);
        if (user.isEmpty()) return;
        Set<GroupId> left = groupsIn(filters);
        groupsOf.apply(user.get()).forEach(left::remove);
        if (!left.isEmpty()) settle(client, user.get(), left);
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
                change.whenComplete((nothing, failure) -> {
                    if (failure == null) count.add(filters.size());
                    else
                        again(
                                "subscriptions not changed client=" + client,
                                failure,
                                () -> settle(client, user, groupsIn(filters)));
                });
    }

    private void again(String what, Throwable failure, Runnable task) {
        if (executor.isShutdown()) return;
        LOG.error("{}, tries again", what, failure);
        var unused = executor.schedule(task, AGAIN.toMillis(), TimeUnit.MILLISECONDS);
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

    private long changes() {
        return subscribed.sum() + unsubscribed.sum();
    }

    /** For metrics. */
    public Map<String, Long> counts() {
        return Map.of(
                "parley_access_sessions", (long) index.count(),
                "parley_access_subscribed_total", subscribed.sum(),
                "parley_access_unsubscribed_total", unsubscribed.sum());
    }
}

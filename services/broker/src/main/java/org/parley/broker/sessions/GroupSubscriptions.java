package org.parley.broker.sessions;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.parley.broker.access.KnownAccess;
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

    private final KnownAccess access;
    private final SubscriptionBook book;
    private final SessionIndex index;
    private final ScheduledExecutorService executor;
    private final LongAdder subscribed = new LongAdder();
    private final LongAdder unsubscribed = new LongAdder();
    private volatile CompletableFuture<Void> reconciled = CompletableFuture.completedFuture(null);

    public GroupSubscriptions(
            KnownAccess access,
            SubscriptionBook book,
            SessionIndex index,
            ScheduledExecutorService executor) {
        this.access = access;
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
        long before = subscribed.sum() + unsubscribed.sum();
        reconciled =
                CompletableFuture.completedFuture(null)
                        .thenComposeAsync(nothing -> book.forEachSession(this::reconcile), executor)
                        .whenComplete((nothing, failure) -> {
                            long changed = subscribed.sum() + unsubscribed.sum() - before;
                            long ms = (System.nanoTime() - began) / 1_000_000;
                            if (failure == null)
                                LOG.info(
                                        "sessions reconciled sessions={} changed={} ms={}",
                                        index.count(),
                                        changed,
                                        ms);
                            else again("sessions not reconciled", failure, this::replaced);
                        });
    }

    /** Until all sessions have been looked at. */
    public CompletableFuture<Void> reconciled() {
        return reconciled;
    }

    private void reconcile(String client) {
        index.add(client);
        SessionIndex.userOf(client)
                .ifPresent(user -> {
                    Set<GroupId> groups = new HashSet<>(access.groupsOf(user));
                    for (String filter : book.filters(client))
                        groupOf(filter).ifPresent(groups::add);
                    if (!groups.isEmpty()) settle(client, user, groups);
                });
    }

    /**
     * A SUBSCRIBE that was allowed a moment ago is in force now: by what the directory says now?
     */
    public void confirm(String client, Collection<String> filters) {
        SessionIndex.userOf(client)
                .ifPresent(user -> {
                    Set<GroupId> gone =
                            filters.stream()
                                    .map(GroupSubscriptions::groupOf)
                                    .flatMap(Optional::stream)
                                    .filter(group -> !access.isMember(group, user))
                                    .collect(Collectors.toSet());
                    if (!gone.isEmpty()) settle(client, user, gone);
                });
    }

    private synchronized void settle(String client, UserId user, Set<GroupId> groups) {
        Set<String> held = book.filters(client);
        Set<String> missing =
                groups.stream()
                        .filter(group -> access.isMember(group, user))
                        .map(group -> PREFIX + group + "/#")
                        .filter(filter -> !held.contains(filter))
                        .collect(Collectors.toSet());
        Set<String> wrong =
                held.stream()
                        .filter(filter ->
                                groupOf(filter)
                                        .filter(groups::contains)
                                        .filter(group -> !access.isMember(group, user))
                                        .isPresent())
                        .collect(Collectors.toSet());
        if (!wrong.isEmpty()) watch(book.remove(client, wrong), wrong, unsubscribed, client, user);
        if (!missing.isEmpty()) watch(book.add(client, missing), missing, subscribed, client, user);
    }

    private void watch(
            CompletableFuture<Void> change,
            Set<String> filters,
            LongAdder count,
            String client,
            UserId user) {
        Set<GroupId> groups =
                filters.stream()
                        .map(GroupSubscriptions::groupOf)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet());
        var unused =
                change.whenComplete((nothing, failure) -> {
                    if (failure == null) count.add(filters.size());
                    else
                        again(
                                "subscriptions not changed client=" + client,
                                failure,
                                () -> settle(client, user, groups));
                });
    }

    private void again(String what, Throwable failure, Runnable task) {
        LOG.error("{}, tries again", what, failure);
        if (executor.isShutdown()) return;
        var unused = executor.schedule(task, AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Empty for what is not under a group. */
    static Optional<GroupId> groupOf(String filter) {
        if (!filter.startsWith(PREFIX)) return Optional.empty();
        int end = filter.indexOf('/', PREFIX.length());
        return end < 0 ? Optional.empty() : GroupId.parse(filter.substring(PREFIX.length(), end));
    }

    /** For metrics. */
    public List<KnownAccess.Count> counts() {
        return List.of(
                new KnownAccess.Count("parley_access_sessions", index.count()),
                new KnownAccess.Count("parley_access_subscribed", subscribed.sum()),
                new KnownAccess.Count("parley_access_unsubscribed", unsubscribed.sum()));
    }
}

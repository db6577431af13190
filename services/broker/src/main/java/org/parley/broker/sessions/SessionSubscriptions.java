package org.parley.broker.sessions;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.parley.broker.access.AccessListener;
import org.parley.contracts.AccessDirectory;
import org.parley.contracts.GroupId;
import org.parley.contracts.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every person's sessions, connected or not, as the directory says that they may be: of
 * groups and of presence.
 */
public final class SessionSubscriptions implements AccessListener {

    private static final Logger LOG = LoggerFactory.getLogger(SessionSubscriptions.class);

    private final SubscriptionBook book;
    private final SessionIndex index;
    private final Retries retries;
    private final GroupSubscriptions groups;
    private final PresenceSubscriptions presence;
    private volatile CompletableFuture<Void> reconciled = CompletableFuture.completedFuture(null);

    /**
     * Nothing happens before it is told of a change.
     *
     * @param groupsOf of which groups somebody is a member now
     */
    public SessionSubscriptions(
            AccessDirectory access,
            Function<UserId, List<GroupId>> groupsOf,
            SubscriptionBook book,
            SessionIndex index,
            ScheduledExecutorService executor) {
        this.book = book;
        this.index = index;
        this.retries = new Retries(executor);
        this.groups = new GroupSubscriptions(groupsOf, book, index, retries);
        this.presence = new PresenceSubscriptions(access, book, index, retries);
    }

    @Override
    public void changed(GroupId group, UserId user) {
        groups.changed(group, user);
        presence.changed(group, user);
    }

    @Override
    public void showsToOthers(UserId owner) {
        presence.showsToOthers(owner);
    }

    @Override
    public void parted(UserId one, UserId other) {
        presence.parted(one, other);
    }

    /** Looks at all sessions there are. */
    @Override
    public void replaced() {
        long began = System.nanoTime();
        long before = changes();
        reconciled =
                retries.watch(
                        book.forEachSession(this::reconcile),
                        () ->
                                LOG.info(
                                        "sessions reconciled sessions={} changes={} ms={}",
                                        index.count(),
                                        changes() - before,
                                        (System.nanoTime() - began) / 1_000_000),
                        "sessions not reconciled",
                        this::replaced);
    }

    private void reconcile(String client) {
        index.add(client);
        Optional<UserId> user = SessionIndex.userOf(client);
        if (user.isEmpty()) return;
        Set<String> held = book.filters(client);
        groups.reconcile(client, user.get(), held);
        presence.end(client, user.get(), held);
    }

    /** Until all sessions have been looked at. */
    public CompletableFuture<Void> reconciled() {
        return reconciled;
    }

    /**
     * A SUBSCRIBE that was allowed a moment ago is in force now: by what the directory says now?
     */
    public void confirm(String client, Collection<String> filters) {
        Optional<UserId> user = SessionIndex.userOf(client);
        if (user.isEmpty()) return;
        groups.confirm(client, user.get(), filters);
        presence.end(client, user.get(), filters);
    }

    private long changes() {
        return groups.added() + groups.removed() + presence.removed();
    }

    /** For metrics. */
    public Map<String, Long> counts() {
        return Map.of(
                "parley_access_sessions", (long) index.count(),
                "parley_access_subscribed_total", groups.added(),
                "parley_access_unsubscribed_total", groups.removed(),
                "parley_access_presence_ended_total", presence.removed());
    }
}

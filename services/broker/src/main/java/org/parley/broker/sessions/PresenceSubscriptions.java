package org.parley.broker.sessions;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.parley.contracts.AccessDirectory;
import org.parley.contracts.GroupId;
import org.parley.contracts.UserId;

/**
 * Takes {@code presence/{owner}} from the sessions of those who may no longer see it. It gives
 * nothing back: whoever may see it again subscribes again.
 */
final class PresenceSubscriptions {

    private static final String PREFIX = "presence/";

    private final AccessDirectory access;
    private final SubscriptionBook book;
    private final SessionIndex index;
    private final Retries retries;
    private final LongAdder removed = new LongAdder();

    /** Nothing happens before it is told of a change. */
    PresenceSubscriptions(
            AccessDirectory access, SubscriptionBook book, SessionIndex index, Retries retries) {
        this.access = access;
        this.book = book;
        this.index = index;
        this.retries = retries;
    }

    /** Those he had only this group in common with see him no longer, nor he them. */
    void changed(GroupId group, UserId user) {
        if (access.isMember(group, user)) return;
        look(user);
        showsToOthers(user);
    }

    void showsToOthers(UserId owner) {
        String filter = PREFIX + owner;
        var unused =
                retries.watch(
                        book.forEachSubscriber(filter, client -> end(client, Set.of(filter))),
                        () -> {},
                        "subscribers not found filter=" + filter,
                        () -> showsToOthers(owner));
    }

    void parted(UserId one, UserId other) {
        look(one);
        look(other);
    }

    private void look(UserId viewer) {
        for (String client : index.of(viewer)) end(client, book.filters(client));
    }

    private void end(String client, Collection<String> filters) {
        SessionIndex.userOf(client).ifPresent(user -> end(client, user, filters));
    }

    /** Of these filters that the session has, those that it should not. */
    void end(String client, UserId viewer, Collection<String> filters) {
        Set<String> wrong =
                filters.stream()
                        .filter(filter -> filter.startsWith(PREFIX) && !maySee(viewer, filter))
                        .collect(Collectors.toSet());
        if (wrong.isEmpty()) return;
        var unused =
                retries.watch(
                        book.remove(client, wrong),
                        () -> removed.add(wrong.size()),
                        "subscriptions not ended client=" + client,
                        () -> end(client, viewer, wrong));
    }

    private boolean maySee(UserId viewer, String filter) {
        return UserId.parse(filter.substring(PREFIX.length()))
                .filter(owner -> owner.equals(viewer) || access.maySeePresence(viewer, owner))
                .isPresent();
    }

    long removed() {
        return removed.sum();
    }
}

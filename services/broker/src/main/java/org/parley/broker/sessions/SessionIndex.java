package org.parley.broker.sessions;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parley.contracts.ClientId;
import org.parley.contracts.UserId;

/**
 * Which client ids a user has, connected or not: a change of one membership looks at those only. It
 * may have some whose session is over.
 */
public final class SessionIndex {

    private final Map<String, Set<String>> clients = new ConcurrentHashMap<>();

    /** Before the session can exist, so that whoever changes a membership misses none. */
    public void add(String clientId) {
        userOf(clientId)
                .ifPresent(
                        user -> clients.merge(user.value(), Set.of(clientId), SessionIndex::union));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        return some.containsAll(others)
                ? some
                : Stream.concat(some.stream(), others.stream())
                        .collect(Collectors.toUnmodifiableSet());
    }

    Set<String> of(UserId user) {
        return clients.getOrDefault(user.value(), Set.of());
    }

    /** Empty for what is no person's: services have no groups. */
    static Optional<UserId> userOf(String clientId) {
        return ClientId.parse(clientId).flatMap(id -> UserId.parse(id.userName()));
    }

    /** To be called now and then; none that is added meanwhile is lost. */
    public void forgetIf(Predicate<String> over) {
        for (String user : clients.keySet())
            clients.computeIfPresent(
                    user,
                    (name, all) -> {
                        Set<String> left =
                                all.stream()
                                        .filter(over.negate())
                                        .collect(Collectors.toUnmodifiableSet());
                        return left.isEmpty() ? null : left;
                    });
    }

    public int count() {
        return clients.values().stream().mapToInt(Set::size).sum();
    }
}

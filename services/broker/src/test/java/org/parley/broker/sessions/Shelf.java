package org.parley.broker.sessions;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A broker's sessions, in memory; it can fail, and do something before it answers. */
final class Shelf implements SubscriptionBook {

    final Map<String, Set<String>> sessions = new HashMap<>();
    int failures;
    @Nullable Runnable beforeNextLook;

    Shelf with(String client, String... filters) {
        sessions.put(client, new HashSet<>(Set.of(filters)));
        return this;
    }

    @Override
    public Set<String> filters(String clientId) {
        if (beforeNextLook != null) {
            Runnable first = beforeNextLook;
            beforeNextLook = null;
            first.run();
        }
        return Set.copyOf(sessions.getOrDefault(clientId, Set.of()));
    }

    @Override
    public CompletableFuture<Void> add(String clientId, Set<String> filters) {
        return change(() -> {
            if (sessions.containsKey(clientId)) sessions.get(clientId).addAll(filters);
        });
    }

    @Override
    public CompletableFuture<Void> remove(String clientId, Set<String> filters) {
        return change(() -> {
            if (sessions.containsKey(clientId)) sessions.get(clientId).removeAll(filters);
        });
    }

    private CompletableFuture<Void> change(Runnable change) {
        if (failures-- > 0)
            return CompletableFuture.failedFuture(new IllegalStateException("disk full"));
        change.run();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> forEachSubscriber(String filter, Consumer<String> visitor) {
        return change(() ->
                List.copyOf(sessions.keySet()).stream()
                        .filter(client -> sessions.get(client).contains(filter))
                        .forEach(visitor));
    }

    @Override
    public CompletableFuture<Void> forEachSession(Consumer<String> visitor) {
        List.copyOf(sessions.keySet()).forEach(visitor);
        return CompletableFuture.completedFuture(null);
    }
}

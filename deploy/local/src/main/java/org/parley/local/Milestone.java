package org.parley.local;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What happens once to each server, and others may wait for: it is ready, it has stopped. */
final class Milestone {
    private final Map<String, CompletableFuture<Void>> servers = new HashMap<>();

    Milestone(List<Server> servers) {
        servers.forEach(server -> this.servers.put(server.name(), new CompletableFuture<>()));
    }

    void reachedBy(Server server) {
        of(server.name()).complete(null);
    }

    boolean isReachedBy(String server) {
        return of(server).isDone();
    }

    void await(String server) {
        of(server).join();
    }

    CompletableFuture<Void> all() {
        return CompletableFuture.allOf(servers.values().toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> of(String server) {
        return requireNonNull(servers.get(server), server);
    }
}

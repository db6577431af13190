package org.parley.broker.sessions;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The subscriptions of all sessions, as the broker keeps them. Deliveries follow a change at once,
 * when the method returns; the future tells that it is also kept.
 */
public interface SubscriptionBook {

    Set<String> filters(String clientId);

    /** At QoS 1. Nothing happens where there is no such session. */
    CompletableFuture<Void> add(String clientId, Set<String> filters);

    CompletableFuture<Void> remove(String clientId, Set<String> filters);

    /** The client ids of those, connected or not, who are subscribed by exactly this filter. */
    CompletableFuture<Void> forEachSubscriber(String filter, Consumer<String> visitor);

    /** The client ids of all sessions, connected or not. */
    CompletableFuture<Void> forEachSession(Consumer<String> visitor);
}

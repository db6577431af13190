package org.parley.broker.extension;

import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import com.hivemq.extension.sdk.api.services.exception.NoSuchClientIdException;
import com.hivemq.extension.sdk.api.services.session.ClientService;
import com.hivemq.extension.sdk.api.services.subscription.SubscriptionStore;
import com.hivemq.extension.sdk.api.services.subscription.SubscriptionType;
import com.hivemq.extension.sdk.api.services.subscription.TopicSubscription;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.broker.sessions.SubscriptionBook;

/** HiveMQ's store: it changes its topic tree at once and its files a little later. */
final class HiveMqSubscriptions implements SubscriptionBook {

    private final SubscriptionStore store;
    private final ClientService clients;

    HiveMqSubscriptions(SubscriptionStore store, ClientService clients) {
        this.store = store;
        this.clients = clients;
    }

    @Override
    public Set<String> filters(String clientId) {
        return store.getSubscriptions(clientId).join().stream()
                .map(TopicSubscription::getTopicFilter)
                .collect(Collectors.toSet());
    }

    @Override
    public CompletableFuture<Void> add(String clientId, Set<String> filters) {
        Set<TopicSubscription> subscriptions =
                filters.stream()
                        .map(filter ->
                                Builders.topicSubscription()
                                        .topicFilter(filter)
                                        .qos(Qos.AT_LEAST_ONCE)
                                        .build())
                        .collect(Collectors.toSet());
        return store.addSubscriptions(clientId, subscriptions)
                .exceptionally(HiveMqSubscriptions::unlessGone);
    }

    private static @Nullable Void unlessGone(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof NoSuchClientIdException) return null;
        throw new CompletionException(cause);
    }

    @Override
    public CompletableFuture<Void> remove(String clientId, Set<String> filters) {
        return store.removeSubscriptions(clientId, filters);
    }

    @Override
    public CompletableFuture<Void> forEachSubscriber(String filter, Consumer<String> visitor) {
        return store.iterateAllSubscribersWithTopicFilter(
                filter,
                SubscriptionType.INDIVIDUAL,
                (context, subscriber) -> visitor.accept(subscriber.getClientId()));
    }

    @Override
    public CompletableFuture<Void> forEachSession(Consumer<String> visitor) {
        return clients.iterateAllClients(
                (context, session) -> visitor.accept(session.getClientIdentifier()));
    }
}

package org.parley.broker.extension;

import com.hivemq.extension.sdk.api.interceptor.suback.SubackOutboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.suback.parameter.SubackOutboundInput;
import com.hivemq.extension.sdk.api.interceptor.suback.parameter.SubackOutboundOutput;
import com.hivemq.extension.sdk.api.interceptor.subscribe.SubscribeInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.subscribe.parameter.SubscribeInboundInput;
import com.hivemq.extension.sdk.api.interceptor.subscribe.parameter.SubscribeInboundOutput;
import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.packets.subscribe.ModifiableSubscribePacket;
import com.hivemq.extension.sdk.api.packets.subscribe.ModifiableSubscription;
import com.hivemq.extension.sdk.api.packets.subscribe.Subscription;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.broker.sessions.SessionSubscriptions;
import org.parley.contracts.Topic;

/**
 * Looks at a connection's subscriptions once more when they are in force, just before the client is
 * told. Somebody may have been removed from the group, or have been hidden from, after they were
 * allowed and before they were there to be taken away.
 */
final class SubscribeWatch implements SubscribeInboundInterceptor, SubackOutboundInterceptor {

    private final SessionSubscriptions subscriptions;
    private final Map<Integer, List<String>> asked = new ConcurrentHashMap<>();

    SubscribeWatch(SessionSubscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public void onInboundSubscribe(SubscribeInboundInput input, SubscribeInboundOutput output) {
        ModifiableSubscribePacket packet = output.getSubscribePacket();
        for (ModifiableSubscription subscription : packet.getSubscriptions())
            if (isPresence(subscription)) subscription.setQos(Qos.AT_MOST_ONCE);
        List<String> filters =
                packet.getSubscriptions().stream()
                        .map(Subscription::getTopicFilter)
                        .filter(filter ->
                                filter.startsWith("group/") || filter.startsWith("presence/"))
                        .toList();
        if (!filters.isEmpty()) asked.put(packet.getPacketId(), filters);
    }

    /**
     * Others' presence of yesterday shall not fill the queue of a device that is away: the newest
     * is retained, and waits for whoever subscribes.
     */
    private static boolean isPresence(Subscription subscription) {
        return Topic.parse(subscription.getTopicFilter()).orElse(null)
                instanceof Topic.UserPresence;
    }

    @Override
    public void onOutboundSuback(SubackOutboundInput input, SubackOutboundOutput output) {
        List<String> filters = asked.remove(input.getSubackPacket().getPacketIdentifier());
        if (filters != null)
            subscriptions.confirm(input.getClientInformation().getClientId(), filters);
    }
}

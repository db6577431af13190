package org.parley.broker.extension;

import com.hivemq.extension.sdk.api.interceptor.suback.SubackOutboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.suback.parameter.SubackOutboundInput;
import com.hivemq.extension.sdk.api.interceptor.suback.parameter.SubackOutboundOutput;
import com.hivemq.extension.sdk.api.interceptor.subscribe.SubscribeInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.subscribe.parameter.SubscribeInboundInput;
import com.hivemq.extension.sdk.api.interceptor.subscribe.parameter.SubscribeInboundOutput;
import com.hivemq.extension.sdk.api.packets.subscribe.SubscribePacket;
import com.hivemq.extension.sdk.api.packets.subscribe.Subscription;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.broker.sessions.GroupSubscriptions;

/**
 * Looks at a connection's subscriptions once more when they are in force, just before the client is
 * told. Somebody may have been removed from the group after they were allowed and before they were
 * there to be taken away.
 */
final class SubscribeWatch implements SubscribeInboundInterceptor, SubackOutboundInterceptor {

    private final GroupSubscriptions groups;
    private final Map<Integer, List<String>> asked = new ConcurrentHashMap<>();

    SubscribeWatch(GroupSubscriptions groups) {
        this.groups = groups;
    }

    @Override
    public void onInboundSubscribe(SubscribeInboundInput input, SubscribeInboundOutput output) {
        SubscribePacket packet = input.getSubscribePacket();
        List<String> filters =
                packet.getSubscriptions().stream()
                        .map(Subscription::getTopicFilter)
                        .filter(filter -> filter.startsWith("group/"))
                        .toList();
        if (!filters.isEmpty()) asked.put(packet.getPacketId(), filters);
    }

    @Override
    public void onOutboundSuback(SubackOutboundInput input, SubackOutboundOutput output) {
        List<String> filters = asked.remove(input.getSubackPacket().getPacketIdentifier());
        if (filters != null) groups.confirm(input.getClientInformation().getClientId(), filters);
    }
}

package org.parley.broker.extension;

import com.hivemq.extension.sdk.api.interceptor.connect.ConnectInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.connect.parameter.ConnectInboundInput;
import com.hivemq.extension.sdk.api.interceptor.connect.parameter.ConnectInboundOutput;
import com.hivemq.extension.sdk.api.interceptor.disconnect.DisconnectInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.disconnect.parameter.DisconnectInboundInput;
import com.hivemq.extension.sdk.api.interceptor.disconnect.parameter.DisconnectInboundOutput;
import com.hivemq.extension.sdk.api.packets.connect.WillPublishPacket;
import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.packets.publish.ModifiableConnectPacket;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import java.util.Optional;
import org.parley.contracts.Topic;
import org.parley.contracts.UserId;

/**
 * How long a person's absent device keeps its session, and that its Will is not lost while the
 * bridge is away. Nothing is known about the caller yet when a CONNECT is read; but whoever carries
 * a service's name without being one is refused right after.
 */
final class SessionLimits implements ConnectInboundInterceptor, DisconnectInboundInterceptor {

    private final long longest;

    SessionLimits(long longestSeconds) {
        this.longest = longestSeconds;
    }

    @Override
    public void onConnect(ConnectInboundInput input, ConnectInboundOutput output) {
        ModifiableConnectPacket packet = output.getConnectPacket();
        if (isPerson(packet.getClientId()) && packet.getSessionExpiryInterval() > longest)
            packet.setSessionExpiryInterval(longest);
        // Of what came in: HiveMQ copies no other.
        input.getConnectPacket()
                .getWillPublish()
                .flatMap(SessionLimits::atTheTablesQuality)
                .ifPresent(packet::setWillPublish);
    }

    /** As {@link PublishGate} does it, which sees no Wills; empty where it is so already. */
    private static Optional<WillPublishPacket> atTheTablesQuality(WillPublishPacket will) {
        // A new one, because HiveMQ forgets a quality that is set on the one that came.
        return Topic.parse(will.getTopic())
                .map(topic -> Qos.valueOf(topic.qos()))
                .filter(qos -> qos != will.getQos() && will.getPayload().isPresent())
                .map(qos -> Builders.willPublish().fromWillPublish(will).qos(qos).build());
    }

    @Override
    public void onInboundDisconnect(DisconnectInboundInput input, DisconnectInboundOutput output) {
        boolean person = isPerson(input.getClientInformation().getClientId());
        boolean tooLong =
                input.getDisconnectPacket()
                        .getSessionExpiryInterval()
                        .filter(seconds -> seconds > longest)
                        .isPresent();
        if (person && tooLong) output.getDisconnectPacket().setSessionExpiryInterval(longest);
    }

    private static boolean isPerson(String clientId) {
        return !clientId.startsWith(UserId.SERVICE_PREFIX);
    }
}

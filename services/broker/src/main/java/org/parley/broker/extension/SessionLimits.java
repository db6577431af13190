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
import java.util.concurrent.ThreadLocalRandom;
import org.parley.contracts.Topic;
import org.parley.contracts.UserId;

/**
 * How long a person's absent device keeps its session, that its Will is not lost while the bridge
 * is away, and that the Wills of thousands whose network went are not one wave. Nothing is known
 * about the caller yet when a CONNECT is read; but whoever carries a service's name without being
 * one is refused right after.
 */
final class SessionLimits implements ConnectInboundInterceptor, DisconnectInboundInterceptor {

    /** Where a session goes on, its Will waits for a moment within so many seconds. */
    private static final int WILLS_WITHIN = 5;

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
                .filter(will -> Topic.parse(will.getTopic()).isPresent())
                .filter(will -> will.getPayload().isPresent())
                .map(will -> asWeKeepIt(will, packet.getSessionExpiryInterval() > 0))
                .ifPresent(packet::setWillPublish);
    }

    /** At the table's quality, as {@link PublishGate} does it, which sees no Wills. */
    private static WillPublishPacket asWeKeepIt(WillPublishPacket will, boolean sessionGoesOn) {
        int qos = Topic.parse(will.getTopic()).orElseThrow().qos();
        long wait = sessionGoesOn ? ThreadLocalRandom.current().nextInt(WILLS_WITHIN + 1) : 0;
        // A new one, because HiveMQ forgets a quality that is set on the one that came.
        return Builders.willPublish()
                .fromWillPublish(will)
                .qos(Qos.valueOf(qos))
                .willDelay(Math.max(will.getWillDelay(), wait))
                .build();
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

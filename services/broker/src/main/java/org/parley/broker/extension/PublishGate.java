package org.parley.broker.extension;

import com.hivemq.extension.sdk.api.interceptor.publish.PublishInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;
import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import org.parley.broker.Tally;
import org.parley.broker.live.Connection;
import org.parley.contracts.Topic;
import org.parley.contracts.TopicAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every PUBLISH of one connection. A refusal reaches an MQTT 5 client as the reason code of its
 * PUBACK, and the connection stays; MQTT 3.1.1 has no such code, and a plain PUBACK would be a lie,
 * so HiveMQ disconnects that client.
 */
final class PublishGate implements PublishInboundInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(PublishGate.class);

    private final Connection connection;
    private final TopicAccess access;
    private final Tally tally;

    PublishGate(Connection connection, TopicAccess access, Tally tally) {
        this.connection = connection;
        this.access = access;
        this.tally = tally;
    }

    @Override
    public void onInboundPublish(PublishInboundInput input, PublishInboundOutput output) {
        try {
            decide(input.getPublishPacket(), output);
        } catch (RuntimeException e) {
            // HiveMQ itself would acknowledge the lost message as a success.
            LOG.error("publish not decided client={}", connection.clientId(), e);
            output.preventPublishDelivery(AckReasonCode.UNSPECIFIED_ERROR);
        }
    }

    private void decide(PublishPacket packet, PublishInboundOutput output) {
        String topic = packet.getTopic();
        if (!connection.login().isService() && !connection.publishes().take())
            refuse(AckReasonCode.QUOTA_EXCEEDED, "you publish too fast", topic, output);
        else if (access.publish(connection.login().caller(), topic, packet.getRetain())
                instanceof TopicAccess.Decision.Refused refused)
            refuse(AckReasonCode.NOT_AUTHORIZED, refused.rule(), topic, output);
        else
            // The table's quality, whatever the publisher chose: a message waits for an absent
            // device, and typing does not.
            Topic.parse(topic)
                    .ifPresent(t -> output.getPublishPacket().setQos(Qos.valueOf(t.qos())));
    }

    private void refuse(
            AckReasonCode code, String rule, String topic, PublishInboundOutput output) {
        tally.refused(Tally.Event.PUBLISH_REFUSED, rule, connection.clientId(), "topic=" + topic);
        output.preventPublishDelivery(code, rule);
    }
}

package org.parley.broker.extension;

import com.hivemq.extension.sdk.api.auth.PublishAuthorizer;
import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerOutput;
import com.hivemq.extension.sdk.api.packets.connect.WillPublishPacket;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import com.hivemq.extension.sdk.api.packets.subscribe.SubackReasonCode;
import com.hivemq.extension.sdk.api.parameter.ClientBasedInput;
import java.util.Optional;
import java.util.function.Function;
import org.parley.broker.Tally;
import org.parley.broker.live.Connection;
import org.parley.broker.live.Connections;
import org.parley.contracts.Caller;
import org.parley.contracts.TopicAccess;
import org.parley.contracts.TopicAccess.Decision;

/**
 * Subscriptions and Last Wills, which {@link PublishGate} does not see. It also looks at publishes
 * again, so that none gets through where the gate is missing. Whoever has no connection on our list
 * gets nothing.
 */
final class TopicGuard implements PublishAuthorizer, SubscriptionAuthorizer {

    private static final Decision NO_LOGIN = new Decision.Refused("nobody has logged in here");

    private final Connections connections;
    private final TopicAccess access;
    private final Tally tally;

    TopicGuard(Connections connections, TopicAccess access, Tally tally) {
        this.connections = connections;
        this.access = access;
        this.tally = tally;
    }

    @Override
    public void authorizePublish(PublishAuthorizerInput input, PublishAuthorizerOutput output) {
        PublishPacket packet = input.getPublishPacket();
        String topic = packet.getTopic();
        boolean will = packet instanceof WillPublishPacket;
        Decision decision =
                decide(
                        input,
                        caller ->
                                will
                                        ? access.will(caller, topic, packet.getRetain())
                                        : access.publish(caller, topic, packet.getRetain()));
        switch (decision) {
            case Decision.Allowed allowed -> output.authorizeSuccessfully();
            case Decision.Refused refused -> {
                count(Tally.Event.PUBLISH_REFUSED, refused, input, "topic=" + topic);
                output.failAuthorization(AckReasonCode.NOT_AUTHORIZED, refused.rule());
            }
        }
    }

    @Override
    public void authorizeSubscribe(
            SubscriptionAuthorizerInput input, SubscriptionAuthorizerOutput output) {
        String filter = input.getSubscription().getTopicFilter();
        switch (decide(input, caller -> access.subscribe(caller, filter))) {
            case Decision.Allowed allowed -> output.authorizeSuccessfully();
            case Decision.Refused refused -> {
                count(Tally.Event.SUBSCRIBE_REFUSED, refused, input, "filter=" + filter);
                output.failAuthorization(SubackReasonCode.NOT_AUTHORIZED, refused.rule());
            }
        }
    }

    private Decision decide(ClientBasedInput input, Function<Caller, Decision> rule) {
        return connection(input).map(c -> rule.apply(c.login().caller())).orElse(NO_LOGIN);
    }

    private Optional<Connection> connection(ClientBasedInput input) {
        return ConnectionNumber.of(input.getConnectionInformation()).stream()
                .mapToObj(n -> connections.find(input.getClientInformation().getClientId(), n))
                .flatMap(Optional::stream)
                .findAny();
    }

    private void count(
            Tally.Event event, Decision.Refused refused, ClientBasedInput input, String detail) {
        tally.refused(event, refused.rule(), input.getClientInformation().getClientId(), detail);
    }
}

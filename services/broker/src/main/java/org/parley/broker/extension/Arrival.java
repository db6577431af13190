package org.parley.broker.extension;

import com.hivemq.extension.sdk.api.async.Async;
import com.hivemq.extension.sdk.api.async.TimeoutFallback;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.parley.broker.login.Attempt;
import org.parley.broker.login.LoginRule;

/** A CONNECT that is answered once: at once, or later if it is held. */
final class Arrival {

    /** Longer than the longest wait for a turn; clients wait for a CONNACK 30 s and more. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Attempt attempt;
    private final ConnectionInformation connection;
    private final SimpleAuthOutput output;
    private @Nullable Async<SimpleAuthOutput> held;

    Arrival(SimpleAuthInput input, SimpleAuthOutput output) {
        this.attempt = attempt(input.getConnectPacket());
        this.connection = input.getConnectionInformation();
        this.output = output;
    }

    Attempt attempt() {
        return attempt;
    }

    ConnectionInformation connection() {
        return connection;
    }

    /** HiveMQ waits, and says the rule if it waits in vain. */
    void hold(LoginRule rule) {
        if (held == null)
            held =
                    output.async(
                            PATIENCE,
                            TimeoutFallback.FAILURE,
                            ConnackReasonCode.SERVER_UNAVAILABLE,
                            rule.text());
    }

    void accept() {
        output.authenticateSuccessfully();
        resume();
    }

    /** As {@link #accept()}, with a queue of its own length. */
    void accept(long queueSize) {
        output.getClientSettings().setClientQueueSizeMaximum(queueSize);
        accept();
    }

    void refuse(ConnackReasonCode code, String reason) {
        output.failAuthentication(code, reason);
        resume();
    }

    private void resume() {
        if (held != null) held.resume();
    }

    private static Attempt attempt(ConnectPacket packet) {
        return new Attempt(
                packet.getClientId(),
                packet.getUserName(),
                packet.getPassword().map(Arrival::text),
                packet.getWillPublish()
                        .map(will -> new Attempt.Will(will.getTopic(), will.getRetain())));
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}

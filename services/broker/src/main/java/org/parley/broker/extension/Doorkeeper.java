package org.parley.broker.extension;

import com.hivemq.extension.sdk.api.async.Async;
import com.hivemq.extension.sdk.api.async.TimeoutFallback;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.parley.broker.BrokerSettings;
import org.parley.broker.Tally;
import org.parley.broker.live.Connections;
import org.parley.broker.login.Attempt;
import org.parley.broker.login.IssuerKeys;
import org.parley.broker.login.Login;
import org.parley.broker.login.LoginRule;
import org.parley.broker.login.LoginRules;
import org.parley.broker.sessions.SessionIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every CONNECT: lets in whom the rules let in, and tells the others why not. */
final class Doorkeeper implements SimpleAuthenticator {

    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BrokerSettings settings;
    private final LoginRules rules;
    private final IssuerKeys keys;
    private final Connections connections;
    private final SessionIndex sessions;
    private final Tally tally;

    Doorkeeper(
            BrokerSettings settings,
            LoginRules rules,
            IssuerKeys keys,
            Connections connections,
            SessionIndex sessions,
            Tally tally) {
        this.settings = settings;
        this.rules = rules;
        this.keys = keys;
        this.connections = connections;
        this.sessions = sessions;
        this.tally = tally;
    }

    @Override
    public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
        Attempt attempt = attempt(input.getConnectPacket());
        ConnectionInformation connection = input.getConnectionInformation();
        if (rules.decide(attempt) instanceof LoginRules.Decision.KeyUnknown)
            askForKeys(attempt, connection, output);
        else answer(attempt, connection, output, true);
    }

    private void askForKeys(
            Attempt attempt, ConnectionInformation connection, SimpleAuthOutput output) {
        Async<SimpleAuthOutput> answered =
                output.async(
                        PATIENCE,
                        TimeoutFallback.FAILURE,
                        ConnackReasonCode.SERVER_UNAVAILABLE,
                        LoginRule.KEYS_UNKNOWN.text());
        var unused =
                keys.ask()
                        .exceptionally(failure -> false)
                        .thenAccept(reached -> {
                            answer(attempt, connection, output, reached);
                            answered.resume();
                        });
    }

    private void answer(
            Attempt attempt,
            ConnectionInformation connection,
            SimpleAuthOutput output,
            boolean issuerReached) {
        try {
            switch (rules.decide(attempt)) {
                case LoginRules.Decision.Accepted accepted ->
                        admit(accepted.login(), connection, output);
                case LoginRules.Decision.Refused refused ->
                        refuse(refused.rule(), refused.detail(), attempt, output);
                case LoginRules.Decision.KeyUnknown unknown ->
                        refuse(
                                issuerReached ? LoginRule.TOKEN_KEY : LoginRule.KEYS_UNKNOWN,
                                "the token's key is not known",
                                attempt,
                                output);
            }
        } catch (RuntimeException e) {
            LOG.error("login not decided client={}", Tally.printable(attempt.clientId()), e);
            output.failAuthentication(ConnackReasonCode.UNSPECIFIED_ERROR);
        }
    }

    private void admit(Login login, ConnectionInformation connection, SimpleAuthOutput output) {
        if (!connections.mayConnect(login)) {
            refuse(
                    LoginRule.CONNECT_RATE,
                    settings.connects().toString(),
                    login.client().toString(),
                    output);
            return;
        }
        ConnectionNumber.set(connection, connections.open(login).number());
        sessions.add(login.client().toString());
        if (!login.isService())
            output.getClientSettings().setClientQueueSizeMaximum(settings.queueSize());
        tally.count(Tally.Event.LOGIN_ACCEPTED, login.isService() ? "service" : "person");
        output.authenticateSuccessfully();
    }

    private void refuse(LoginRule rule, String detail, Attempt attempt, SimpleAuthOutput output) {
        refuse(rule, detail, attempt.clientId(), output);
    }

    private void refuse(LoginRule rule, String detail, String clientId, SimpleAuthOutput output) {
        tally.refused(Tally.Event.LOGIN_REFUSED, rule.text(), clientId, detail);
        output.failAuthentication(ReasonCodes.of(rule), rule.text());
    }

    private static Attempt attempt(ConnectPacket packet) {
        return new Attempt(
                packet.getClientId(),
                packet.getUserName(),
                packet.getPassword().map(Doorkeeper::text),
                packet.getWillPublish()
                        .map(will -> new Attempt.Will(will.getTopic(), will.getRetain())));
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}

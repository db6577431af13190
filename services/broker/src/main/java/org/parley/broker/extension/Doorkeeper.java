package org.parley.broker.extension;

import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.parley.broker.BrokerSettings;
import org.parley.broker.Tally;
import org.parley.broker.live.Connections;
import org.parley.broker.login.IssuerKeys;
import org.parley.broker.login.Login;
import org.parley.broker.login.LoginPace;
import org.parley.broker.login.LoginRule;
import org.parley.broker.login.LoginRules;
import org.parley.broker.sessions.SessionIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every CONNECT: lets in whom the rules let in, each in his turn, and tells the others why
 * not.
 */
final class Doorkeeper implements SimpleAuthenticator {

    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);

    private final BrokerSettings settings;
    private final LoginRules rules;
    private final IssuerKeys keys;
    private final LoginPace pace;
    private final Connections connections;
    private final SessionIndex sessions;
    private final ScheduledExecutorService turns;
    private final Tally tally;

    Doorkeeper(
            BrokerSettings settings,
            LoginRules rules,
            IssuerKeys keys,
            LoginPace pace,
            Connections connections,
            SessionIndex sessions,
            ScheduledExecutorService turns,
            Tally tally) {
        this.settings = settings;
        this.rules = rules;
        this.keys = keys;
        this.pace = pace;
        this.connections = connections;
        this.sessions = sessions;
        this.turns = turns;
        this.tally = tally;
    }

    @Override
    public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
        Arrival arrival = new Arrival(input, output);
        answered(
                arrival,
                () -> {
                    if (rules.decide(arrival.attempt()) instanceof LoginRules.Decision.KeyUnknown)
                        askForKeys(arrival);
                    else answer(arrival, true);
                });
    }

    private void askForKeys(Arrival arrival) {
        arrival.hold(LoginRule.KEYS_UNKNOWN);
        var unused =
                keys.ask()
                        .exceptionally(failure -> false)
                        .thenAccept(reached -> answered(arrival, () -> answer(arrival, reached)));
    }

    private void answer(Arrival arrival, boolean issuerReached) {
        switch (rules.decide(arrival.attempt())) {
            case LoginRules.Decision.Accepted accepted -> line(accepted.login(), arrival);
            case LoginRules.Decision.Refused refused ->
                    refuse(refused.rule(), refused.detail(), arrival);
            case LoginRules.Decision.KeyUnknown unknown ->
                    refuse(
                            issuerReached ? LoginRule.TOKEN_KEY : LoginRule.KEYS_UNKNOWN,
                            "the token's key is not known",
                            arrival);
        }
    }

    private void line(Login login, Arrival arrival) {
        if (!connections.mayConnect(login)) {
            refuse(LoginRule.CONNECT_RATE, settings.connects().toString(), arrival);
            return;
        }
        // Services do not wait: without them nobody's chat goes anywhere, and they are few.
        Optional<Duration> turn = login.isService() ? Optional.of(Duration.ZERO) : pace.turn();
        if (turn.isEmpty()) refuse(LoginRule.LINE_TOO_LONG, settings.logins().toString(), arrival);
        else if (turn.get().isZero()) admit(login, arrival);
        else admitAfter(turn.get(), login, arrival);
    }

    private void admitAfter(Duration wait, Login login, Arrival arrival) {
        arrival.hold(LoginRule.LINE_TOO_LONG);
        tally.count(Tally.Event.LOGIN_WAITED, "person");
        var unused =
                turns.schedule(
                        () -> answered(arrival, () -> admitNow(login, arrival)),
                        wait.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    /** Meanwhile the user may have logged out elsewhere. */
    private void admitNow(Login login, Arrival arrival) {
        if (rules.decideAgain(login) instanceof LoginRules.Decision.Refused refused)
            refuse(refused.rule(), refused.detail(), arrival);
        else admit(login, arrival);
    }

    private void admit(Login login, Arrival arrival) {
        String clientId = login.client().toString();
        long number = connections.open(login).number();
        ConnectionNumber.set(arrival.connection(), number);
        if (ConnectionNumber.isOver(arrival.connection())) connections.close(clientId, number);
        sessions.add(clientId);
        tally.count(Tally.Event.LOGIN_ACCEPTED, login.isService() ? "service" : "person");
        if (login.isService()) arrival.accept();
        else arrival.accept(settings.queueSize());
    }

    private void refuse(LoginRule rule, String detail, Arrival arrival) {
        tally.refused(Tally.Event.LOGIN_REFUSED, rule.text(), arrival.attempt().clientId(), detail);
        arrival.refuse(ReasonCodes.of(rule), rule.text());
    }

    private static void answered(Arrival arrival, Runnable answer) {
        try {
            answer.run();
        } catch (RuntimeException e) {
            LOG.error(
                    "login not decided client={}",
                    Tally.printable(arrival.attempt().clientId()),
                    e);
            arrival.refuse(ConnackReasonCode.UNSPECIFIED_ERROR, "try again");
        }
    }
}
